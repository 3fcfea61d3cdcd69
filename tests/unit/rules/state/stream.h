#pragma once

#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "rules/state/remember.h"

namespace rasid::rules::state {

using namespace std::chrono_literals;

inline constexpr Timestamp start{std::chrono::days{18'000}};

/// A watch's memory in a map, as the store keeps it, and the articles that go into it. Every part is written to bytes
/// and read again between two articles: whatever a test says holds over a restart in the middle.
class Stream {
 public:
  explicit Stream(Around around, Context context = {.since = start}) : around_(std::move(around)), context_(context) {}

  Outcome take(Event const& event) {
    auto const recall = [&](std::string const& key) -> Result<std::optional<std::string>> {
      auto const found = parts.find(key);
      return found == parts.end() ? std::nullopt : std::optional(found->second.bytes);
    };
    Outcome outcome = remember(around_, event, context_, recall).value();
    for (Change const& change : outcome.changes) {
      EXPECT_EQ(change.fresh, !parts.contains(change.key)) << change.key;
      parts[change.key] = change;
    }
    return outcome;
  }
  /// The only verdict.
  Verdict judge(Event const& event) {
    Outcome const outcome = take(event);
    EXPECT_EQ(outcome.verdicts.size(), 1U);
    return outcome.verdicts.empty() ? Verdict{} : outcome.verdicts.front();
  }
  /// "raise", "again", or why it was held.
  std::string said(Event const& event) {
    Verdict const verdict = judge(event);
    if (verdict.kind == Verdict::Kind::raise) return "raise";
    return verdict.kind == Verdict::Kind::again ? "again" : verdict.why;
  }

  Around const& around() const { return around_; }
  std::map<std::string, Change> parts;

 private:
  Around around_;
  Context context_;
};

inline Around around_with(Remembering remembering) {
  Around around;
  around.remembering = std::move(remembering);
  return around;
}

/// An article of its own at that time after the start.
inline Event event(Duration at, std::string feed = "a", std::vector<std::string> places = {}) {
  static int number = 0;
  return {.at = start + at,
          .article = "article-" + std::to_string(++number),
          .story = "story",
          .feed = std::move(feed),
          .places = std::move(places)};
}

}  // namespace rasid::rules::state
