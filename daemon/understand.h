#pragma once

#include "daemon/configuration/snapshot.h"
#include "daemon/decide.h"
#include "daemon/routing/silences.h"

namespace rasid {

/// extract → match: finds the actors and places of an article, holds it against the watches, and renders an alert for
/// each that holds, with the sinks its route says and the silence that mutes it, if one does. Pure; safe on many
/// threads; the same for the daemon and for the commands that run without it.
Findings understand(Article article, configuration::Snapshot const& snapshot, Timestamp now,
                    routing::SilenceSet const& silences = {});

/// A report of our own that nothing has come for a watch with absent:, as an article of the feed with its alert.
/// `looked` is what its memory said.
Findings report_absence(rules::Watch const& watch, Looked looked, FeedId const& feed,
                        configuration::Snapshot const& snapshot, Timestamp now, routing::SilenceSet const& silences);

/// True where the text reads like a teaser for a page that holds the article: short, or cut off with an ellipsis.
bool looks_like_summary(std::string_view body);

}  // namespace rasid
