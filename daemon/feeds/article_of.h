#pragma once

#include "daemon/feeds/feed.h"
#include "daemon/feeds/tracking.h"
#include "extractors/model/article.h"

namespace rasid::feeds {

/// The article an entry stands for: plain text, canonical URL, and an id that is the same at every poll. The id is
/// derived from the feed and the entry's GUID, or else its link, or else its title and date (128 bits of SHA-256). A
/// date more than ten minutes after `fetched` is taken for `fetched`, and the article's note says so. Which article it
/// is where a publisher changes those is found out later, by its fingerprint (daemon/identity).
Article article_of(FeedId const& feed_id, Feed const& feed, Entry const& entry, Timestamp fetched,
                   TrackingParameters const& tracking = {});

/// Fragment and tracking parameters dropped, scheme and host lower case, default port dropped;
/// parameters that select the article are kept. What is not an http(s) URL is returned as it is.
std::string canonical_url(std::string_view url, TrackingParameters const& tracking = {});

}  // namespace rasid::feeds
