#include "daemon/feeds/feed.h"

#include "daemon/feeds/formats.h"

namespace rasid::feeds {
namespace {

class FeedCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "feed"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<FeedError>(code)) {
      case FeedError::not_a_feed:
        return "neither RSS, Atom, RDF nor JSON Feed";
      case FeedError::too_large:
        return "the document is larger than allowed";
      case FeedError::too_deep:
        return "the document nests deeper than allowed";
      case FeedError::too_many:
        return "the document has more elements than allowed";
      case FeedError::empty:
        return "the document is empty";
    }
    return "unknown error";
  }
};

}  // namespace

std::error_code make_error_code(FeedError error) {
  static FeedCategory const category;
  return {static_cast<int>(error), category};
}

std::string_view to_text(Format format) {
  switch (format) {
    case Format::rss090:
      return "rss090";
    case Format::rss09x:
      return "rss09x";
    case Format::rss10:
      return "rss10";
    case Format::rss20:
      return "rss20";
    case Format::atom03:
      return "atom03";
    case Format::atom10:
      return "atom10";
    case Format::json1:
      return "json1";
  }
  return "rss20";
}

void note_fault(Feed& feed, std::string_view reason) {
  feed.bozo = true;
  if (feed.bozo_reason.empty()) feed.bozo_reason = reason;
}

void put_first(Feed& feed, std::string_view reason) {
  feed.bozo = true;
  feed.bozo_reason = reason;
}

bool has_room(Feed& feed, ParseLimits const& limits) {
  if (feed.entries.size() < limits.entries) return true;
  note_fault(feed, "more entries than allowed; the rest is ignored");
  return false;
}

}  // namespace rasid::feeds
