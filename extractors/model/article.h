#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/time.h"

namespace rasid {

/// One item of a feed, with its full text where that can be had. All strings are UTF-8; title and body are plain text
/// (no markup), paragraphs of the body are separated by one blank line.
struct Article {
  ArticleId id;
  FeedId feed;
  std::string guid;  // as the feed gave it, or empty
  std::string url;   // absolute and canonical (fragment and tracking parameters dropped), or empty
  std::string title;
  std::string author;
  std::string language;  // BCP 47; what the feed said until extraction settles it; may be empty
  std::string body;
  std::vector<std::string> tags;
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  Timestamp fetched{};

  /// When it was published, or when we saw it first.
  [[nodiscard]] Timestamp time() const { return published.value_or(fetched); }

  friend bool operator==(Article const&, Article const&) = default;
};

}  // namespace rasid
