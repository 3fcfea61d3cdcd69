#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/model/fingerprint.h"
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
  std::string note;      // what was odd and set right, for a person: "the date 2035-… lies in the future"; or empty
  bool partial = false;  // its document broke off inside it: more of its text may come

  // What the store knows of it (docs/architecture.md, "Identity"):
  std::uint32_t revision = 1;       // a later one is an edit by the publisher
  bool completion = false;          // handled before, and taken up again since more of its text can be had
  std::uint32_t page_attempts = 0;  // how often its page could not be had
  StoryId told_as;                  // the story under which somebody was told of it, or empty
  Fingerprint fingerprint;          // of what the feed says; empty in what the store gives back

  /// When it was published, or when we saw it first.
  [[nodiscard]] Timestamp time() const { return published.value_or(fetched); }

  friend bool operator==(Article const&, Article const&) = default;
};

}  // namespace rasid
