#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/result.h"

namespace rasid::feeds {

/// A feed as a list of subscriptions names it. All strings are valid UTF-8 on one line.
struct Subscription {
  std::string url;  // as written, trimmed
  std::string title;
  std::string language;
  std::vector<std::string> tags;  // the groups around it, outermost first, and its categories; each once

  friend bool operator==(Subscription const&, Subscription const&) = default;
};

/// An OPML document (opml.org/spec2.opml). `bozo_reason` says what had to be mended, `skipped` counts outlines that
/// look like feeds but have no address that can be asked.
struct Opml {
  std::string title;
  std::vector<Subscription> feeds;
  std::string bozo_reason;
  std::size_t skipped = 0;
};

/// Reads OPML 1.0 to 2.0 from bytes in any encoding, also where it is ill-formed. Bounded: 16 MiB, 256 levels, 50,000
/// feeds, 8,000 bytes an address; entities are not expanded beyond short simple text. FeedError::not_a_feed where it is
/// no OPML, too_large, too_deep, empty.
Result<Opml> parse_opml(std::string_view bytes);

/// OPML 2.0: feeds grouped by their first tag, all their tags as categories, so that parse_opml() gives them back.
std::string write_opml(std::string_view title, std::span<Subscription const> feeds);

}  // namespace rasid::feeds
