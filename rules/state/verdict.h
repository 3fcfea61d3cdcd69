#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/time.h"

namespace rasid::rules::state {

/// An article that a condition goes by, and the step of a sequence that it is, from 1.
struct Counted {
  std::string article;
  Timestamp at{};
  std::uint32_t step = 0;

  friend bool operator==(Counted const&, Counted const&) = default;
};

/// Articles that one alert names at most; where there are more, the latest.
inline constexpr std::size_t most_counted_named = 20;

/// What a condition goes by: the numbers and the articles behind them.
struct Facts {
  std::string_view kind;           // "count", "spike", "first_seen", "absent", "sequence"
  std::string key;                 // what it is about where that is told apart: "place:baghdad"
  std::string distinct;            // what was counted: "feed"
  double observed = 0;             // so many there are …
  double needed = 0;               // … and so many there had to be
  std::optional<double> expected;  // of a spike: as many as usual
  Timestamp from{};
  Timestamp to{};
  std::vector<std::string> values;  // of first_seen: what is new
  std::vector<Counted> articles;    // ascending by time
  std::size_t articles_total = 0;

  friend bool operator==(Facts const&, Facts const&) = default;
};

/// What a condition says of one article.
struct Verdict {
  enum class Kind : std::uint8_t {
    held,   // nothing to tell; `why` says why not
    raise,  // something to tell
    again,  // it is part of what was told already
  };

  Kind kind = Kind::held;
  std::string why;    // "count:3/5", "late", "learning", "known", "repeated"
  std::string cause;  // of raise and again: what the alert's id is derived from, the same for ever
  Facts facts;

  friend bool operator==(Verdict const&, Verdict const&) = default;
};

inline Verdict held(std::string why) {
  return {.why = std::move(why)};
}

}  // namespace rasid::rules::state
