#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::feeds {

enum class Format : std::uint8_t { rss090, rss09x, rss10, rss20, atom03, atom10, json1 };
std::string_view to_text(Format format);  // the names of the neutral JSON: "rss20", "atom10" …

/// One item of a feed document as the document gives it. Titles are plain text; summary and content are HTML.
struct Entry {
  std::string id;
  std::string title;
  std::string link;  // absolute where a base is known
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  std::string summary;
  std::string content;
  std::vector<std::string> authors;
  std::vector<std::string> categories;
  std::string language;
  bool cut = false;  // the document ended inside it: its last text may be half of what was meant
};

/// A feed document. `bozo` says it was not well formed and had to be recovered, `bozo_reason` how.
struct Feed {
  Format format = Format::rss20;
  bool bozo = false;
  std::string bozo_reason;
  std::string title;
  std::string link;
  std::string language;
  std::string hub;                           // WebSub hub (rel="hub"), or empty
  std::string self;                          // rel="self", or empty
  std::optional<std::uint32_t> ttl_minutes;     // RSS ttl: how long it may be kept
  std::optional<std::uint32_t> update_minutes;  // sy:updatePeriod and sy:updateFrequency: how often it changes
  std::vector<std::uint8_t> skip_hours;      // 0 … 23 UTC
  std::vector<std::uint8_t> skip_days;       // 0 = Sunday … 6
  std::vector<Entry> entries;
};

enum class FeedError {
  not_a_feed = 1,  // neither RSS, Atom, RDF nor JSON Feed
  too_large,       // beyond ParseLimits::bytes
  too_deep,        // beyond ParseLimits::depth
  too_many,        // beyond ParseLimits::elements
  empty,           // no bytes
};
std::error_code make_error_code(FeedError error);

/// What a hostile document may cost.
struct ParseLimits {
  std::size_t bytes = 32U << 20U;
  std::size_t depth = 256;
  std::size_t elements = 500'000;  // each costs a hundred bytes and more while the document is read
  std::size_t entries = 5'000;     // further ones are ignored, and bozo says so
};

struct ParseContext {
  std::string_view base_url;      // where the document came from; may be empty
  std::string_view content_type;  // the HTTP header's value; may be empty
  ParseLimits limits;
};

/// Reads RSS 0.90–2.0, Atom 0.3/1.0, RDF and JSON Feed 1.0/1.1 from bytes in any encoding. Entities are never fetched
/// and never expanded beyond HTML's own. Safe on many threads.
Result<Feed> parse_feed(std::string_view bytes, ParseContext const& context);

/// The neutral JSON object that `rasid feed parse` prints: format, bozo, feed{title, link, language} and
/// entries[{id, title, link, published, updated, summary, content, author}]; null where there is nothing.
std::string to_neutral_json(Feed const& feed);

}  // namespace rasid::feeds

template <>
struct std::is_error_code_enum<rasid::feeds::FeedError> : std::true_type {};
