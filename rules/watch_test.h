#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/model/article.h"
#include "extractors/model/severity.h"

namespace rasid::rules {

/// What a test says must come of a step.
struct Expectation {
  bool alert = false;
  std::vector<std::string> mentions;  // "actor:qaani", "place:green-zone"
  std::vector<std::string> words;
  std::optional<std::uint32_t> sentence;  // from 1
  std::optional<std::uint32_t> revision;
  std::optional<Severity> severity;
  std::optional<std::uint32_t> observed;
  std::string reason;  // of nobody being told, as far as it is written; empty where any will do
};

/// One step of a test: an article that comes, or only time that passes.
struct TestStep {
  std::optional<Article> article;
  std::optional<Timestamp> at;    // when; else …
  std::optional<Duration> after;  // … so long after the step before; else when the article was published
  Expectation expect;
  unsigned line = 0;
};

/// A test that stands in a rule file: articles, one after the other, and what the watch must make of them.
struct WatchTest {
  std::string name;
  std::vector<TestStep> steps;  // mostly one
  unsigned line = 0;
};

}  // namespace rasid::rules
