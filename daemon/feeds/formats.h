#pragma once

#include <string_view>

#include "daemon/feeds/element.h"
#include "daemon/feeds/feed.h"

namespace rasid::feeds {

/// Readers of one family each; `root` is the document's element. They fill what the document gives and leave the rest.
void read_rss(Element const& root, ParseLimits const& limits, Feed& feed);
void read_atom(Element const& root, ParseLimits const& limits, Feed& feed);
/// UTF-8 JSON text.
Result<Feed> read_json_feed(std::string_view text, ParseContext const& context);

/// Notes the first fault only.
void note_fault(Feed& feed, std::string_view reason);
/// Notes a fault that comes before those already noted.
void put_first(Feed& feed, std::string_view reason);
/// Room for one more entry? Where not, says so in `bozo`.
bool has_room(Feed& feed, ParseLimits const& limits);

}  // namespace rasid::feeds
