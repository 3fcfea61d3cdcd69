#pragma once

#include "rules/state/event.h"
#include "rules/state/window.h"

namespace rasid::rules::state {

/// Counts an article for one key (`per`). It is told when some stretch of `within` that holds the article has enough;
/// what follows while that stays true belongs to what was told. An article counts once, however often it is edited.
Verdict count(Count const& count, Window& window, std::string const& key, Event const& event, Duration lateness);

}  // namespace rasid::rules::state
