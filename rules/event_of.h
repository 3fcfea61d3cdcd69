#pragma once

#include <vector>

#include "rules/state/event.h"
#include "rules/watch_set.h"

namespace rasid::rules {

/// An article on which a watch of the set holds, as the watch's memory sees it; which story it belongs to is left open.
/// Its actors and places are those that prove the match, or where no proof names any all of the article's.
state::Event event_of(WatchSet const& watches, Watch const& watch, Match const& match, text::Document const& document,
                      std::vector<Mention> const& mentions, Article const& article);

}  // namespace rasid::rules
