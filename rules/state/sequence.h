#pragma once

#include "rules/state/event.h"
#include "rules/state/window.h"

namespace rasid::rules::state {

/// Adds an article that is one or several steps of a sequence. It is told when there is an article for each step, this
/// one among them, in the order of their own times and no further apart than `within`. What completes it once more
/// while the one told has not passed belongs to that.
Verdict sequence(Sequence const& sequence, Window& window, std::string const& key, Event const& event,
                 Duration lateness);

}  // namespace rasid::rules::state
