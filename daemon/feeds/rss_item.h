#pragma once

#include "daemon/feeds/element.h"
#include "daemon/feeds/feed.h"

namespace rasid::feeds {

/// What an item of RSS of any version says, in its own elements, in those of modules and in Atom's. Where several say
/// the same, the core's own is taken, and of equals the first.
struct RssItem {
  Entry entry;
  bool holds_items = false;  // an item stands inside: somebody forgot to close this one
};
RssItem read_rss_item(Element const& item);

}  // namespace rasid::feeds
