#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "extractors/model/result.h"
#include "rules/around.h"
#include "rules/state/confirm.h"
#include "rules/state/event.h"
#include "rules/state/verdict.h"

namespace rasid::rules::state {

/// A part of a watch's memory as it is to be now.
struct Change {
  std::string key;
  std::string bytes;
  Timestamp touched{};            // the article's time: what was not touched for long goes first
  std::optional<Timestamp> keep;  // by the daemon's clock: needed until then; for ever where nothing stands here
  std::optional<Timestamp> due;   // when look() is to be asked
  bool fresh = false;             // it was not there before

  friend bool operator==(Change const&, Change const&) = default;
};

/// What an article changes in a watch's memory, and what it leads to.
struct Outcome {
  std::vector<Change> changes;
  std::vector<Verdict> verdicts;
  std::optional<Confirmation> confirmation;
};

/// Gives a part of the memory, nothing where there is none.
using Recall = std::function<Result<std::optional<std::string>>(std::string const& key)>;

struct Context {
  Timestamp since{};                         // when the watch began to remember
  Duration lateness{std::chrono::hours{6}};  // what is older than the newest by more is late
  Timestamp now{};                           // when the article came: the memory is kept from then on
};

/// Takes an article into the memory of a watch that has one. Pure but for `recall`, whose errors it returns.
/// A watch that only asks for confirmation has one verdict, to raise, without a cause: its alert is its story's.
Result<Outcome> remember(Around const& around, Event const& event, Context const& context, Recall const& recall);

/// The memory with which a watch begins where it must be looked at without any article: absent's.
std::optional<Change> beginning(Around const& around, Timestamp now);

/// What has become due by `now` of a part of the memory with this `due`.
Outcome look(Around const& around, std::string const& key, std::string const& bytes, Timestamp now);

}  // namespace rasid::rules::state
