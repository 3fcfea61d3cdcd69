#pragma once

#include "rules/state/event.h"
#include "rules/state/window.h"

namespace rasid::rules::state {

/// The articles of the last while one by one, and those before by quarters of `over`.
struct Volume {
  struct Bucket {
    std::int64_t number = 0;  // of quarters since 1970
    std::uint32_t articles = 0;

    friend bool operator==(Bucket const&, Bucket const&) = default;
  };

  Window recent;
  std::vector<Bucket> before;  // ascending; those with articles

  [[nodiscard]] std::string to_bytes() const;
  static Volume read(std::string_view bytes);
};

/// How many articles are usual at a time like the `over` before `at`; nothing where too little was seen since `since`.
std::optional<double> usual(Spike const& spike, Volume const& volume, Timestamp at, Timestamp since);

/// Adds an article. It is told when the last `over` has at least `times` as many as usual, and `at_least`; what follows
/// while that stays true belongs to it.
Verdict spike(Spike const& spike, Volume& volume, Event const& event, Timestamp since, Duration lateness);

}  // namespace rasid::rules::state
