#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::feeds {

/// A feed that a page may lead to; whether it is one shows when it is asked for.
struct FeedLink {
  enum class How : std::uint8_t {
    stated,      // <link rel="alternate"> of a feed's type
    linked,      // <a> to an address that looks like a feed's
    well_known,  // a path where many sites have theirs
  };

  std::string url;    // absolute http(s)
  std::string title;  // as the page names it; may be empty
  How how = How::stated;
  bool comments = false;  // of comments, not of articles
};

/// The feeds that an HTML page states or links to, best first and each once: stated ones in their order, then linked
/// ones, those of comments last; at most 40. Linear in the page; `url` is where it came from.
std::vector<FeedLink> feeds_of_page(std::string_view html, std::string_view content_type, std::string_view url);

/// Where sites of common make have their feeds, for a page that names none.
std::vector<FeedLink> well_known_feeds(std::string_view url);

}  // namespace rasid::feeds
