#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"
#include "extractors/model/result.h"

namespace rasid::alerts {

struct ActorView {
  std::string label;    // "Esmail Qaani"
  std::string kind;     // "person", "organisation"
  std::string written;  // as the article first writes it: "قآني"; may be empty
  std::string peeled;   // what was taken off that word
  std::int64_t mentions = 0;

  /// "Esmail Qaani (قآني, after ل)", the foreign name in isolates.
  [[nodiscard]] std::string line() const;
};

struct PlaceView {
  std::string label;
  std::vector<std::string> within;  // from the next larger place outward
  struct Point {
    double latitude = 0;
    double longitude = 0;
  };
  std::optional<Point> point;
  std::int64_t mentions = 0;

  /// "Baghdad, Iraq".
  [[nodiscard]] std::string name() const;
  /// "Baghdad, Iraq (33.34, 44.40)".
  [[nodiscard]] std::string line() const;
  /// The place on OpenStreetMap; empty where it has no coordinates.
  [[nodiscard]] std::string map_url() const;
};

struct SourceView {
  std::string feed;
  std::string url;
  std::string title;
};

struct LinkView {
  std::string title;
  std::string url;
};

/// What a person is shown of an alert, read back from its payload.
struct AlertView {
  std::string id;
  std::int64_t revision = 1;
  std::string severity;
  std::string decided;  // RFC 3339
  std::string story;
  std::string watch;
  std::string watch_title;
  std::string feed;
  std::string title;
  std::string url;
  std::string language;
  std::string published;  // RFC 3339, or empty
  std::string sentence;
  bool right_to_left = false;
  std::vector<ByteRange> highlights;  // in `sentence`
  std::vector<ActorView> actors;
  std::vector<PlaceView> places;
  std::string message;  // what the watch wants said in place of the usual text; empty where it says nothing
  std::string why;      // "5 different feeds within 2h, at least 5 (place:baghdad)"; empty for a plain watch
  std::vector<SourceView> why_articles;  // the articles behind that
  std::string confirmation;              // "not confirmed: 1 of 2 feeds; single source"; empty where nobody asked
  std::vector<LinkView> links;           // of the watch
  std::vector<SourceView> sources;       // who reports the story: the article's own feed first
  std::int64_t feeds = 1;                // that carry the story; `sources` names the first of them
};

/// Reads a payload by config/schema/alert.v1.schema.json; std::errc::invalid_argument where it is not one.
Result<AlertView> read_payload(std::string_view json);

}  // namespace rasid::alerts
