#pragma once

#include <optional>
#include <string>

#include "daemon/cli/network.h"
#include "daemon/feeds/discover.h"
#include "daemon/feeds/feed.h"

namespace rasid::cli {

inline constexpr char const* feed_accept =
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
    "application/json;q=0.8, text/html;q=0.5, */*;q=0.1";

/// A feed that was asked for and read.
struct ProbedFeed {
  std::string url;    // after redirects
  std::string title;  // its own, or what the page called it
  std::string type;   // "rss20", "atom10" …
  std::size_t items = 0;
  std::optional<Timestamp> last;  // date of its newest item
  bool comments = false;
};

/// An answer, and the feed in it where there is one.
struct Probe {
  fetch::Response response;
  Result<feeds::Feed> feed;
};
Result<Probe> probe(Network const& network, std::string const& url);

/// What `rasid feed discover` shows of a feed.
ProbedFeed describe(std::string url, feeds::Feed const& feed, std::string const& title);

/// The feeds that the page leads to, each asked for: those it states and links to, or else those at well-known paths.
/// Best first, those without items and those of comments last. `page` is the answer to `url`.
std::vector<ProbedFeed> discover(Network const& network, fetch::Response const& page);

}  // namespace rasid::cli
