#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/model/article.h"

namespace rasid::rules {

/// A test that stands in a rule file: an article, and what the watch must make of it.
struct WatchTest {
  std::string name;
  Article article;
  bool alert = true;
  std::vector<std::string> mentions;  // "actor:qaani", "place:green-zone"
  std::vector<std::string> words;
  std::optional<std::uint32_t> sentence;  // from 1
  unsigned line = 0;
};

}  // namespace rasid::rules
