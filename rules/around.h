#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extractors/model/severity.h"
#include "extractors/model/time.h"
#include "rules/daily_hours.h"

namespace rasid::rules {

/// What tells articles apart when they are counted, grouped or remembered.
enum class Facet : std::uint8_t { article, story, feed, author, actor, place, country, watch };

inline constexpr std::array<std::string_view, 8> facet_names = {"article", "story", "feed",    "author",
                                                                "actor",   "place", "country", "watch"};
constexpr std::string_view name_of(Facet facet) {
  return facet_names[static_cast<std::size_t>(facet)];
}

/// So many (different feeds, say) within so long, for each place where `per` says so.
struct Count {
  std::uint32_t at_least = 2;
  Facet distinct = Facet::article;
  Duration within{};
  std::optional<Facet> per;

  friend bool operator==(Count const&, Count const&) = default;
};

/// So many times as much as usual.
struct Spike {
  enum class Same : std::uint8_t { hour_of_week, hour_of_day, none };

  double times = 4;
  Duration over{std::chrono::hours{1}};
  Duration baseline{std::chrono::days{14}};
  Same same = Same::hour_of_week;
  std::uint32_t at_least = 5;  // below this nothing is a spike, however rare it is else

  friend bool operator==(Spike const&, Spike const&) = default;
};

/// What was not there for so long.
struct FirstSeen {
  Facet what = Facet::place;
  Duration memory{std::chrono::days{90}};
  Duration learn{std::chrono::days{7}};  // at the beginning everything is new: that is not told

  friend bool operator==(FirstSeen const&, FirstSeen const&) = default;
};

/// Nothing came for so long.
struct Absent {
  Duration silence{};
  std::optional<DailyHours> hours;  // only these count

  friend bool operator==(Absent const&, Absent const&) = default;
};

/// One article for each of the conditions, in this order.
struct Sequence {
  std::vector<std::string> steps;  // the conditions as they were written
  Duration within{};
  std::optional<Facet> per;

  friend bool operator==(Sequence const&, Sequence const&) = default;
};

/// What a watch remembers from article to article. std::monostate: nothing.
using Remembering = std::variant<std::monostate, Count, Spike, FirstSeen, Absent, Sequence>;

/// Less severe until so many feeds carry the story.
struct Confirm {
  std::uint32_t feeds = 2;
  Duration within{std::chrono::minutes{30}};
  Severity otherwise = Severity::low;
  std::string note = "not confirmed yet";

  friend bool operator==(Confirm const&, Confirm const&) = default;
};

/// What is one alert, and when it is told again.
struct Grouping {
  Facet by = Facet::story;
  Duration wait{};                 // before it is told, so that what comes shortly after is in it
  std::optional<Duration> repeat;  // what joins it later than this after it was told last makes its next revision

  friend bool operator==(Grouping const&, Grouping const&) = default;
};

struct WebLink {
  std::string title;
  std::string url;

  friend bool operator==(WebLink const&, WebLink const&) = default;
};

/// All that stands around a watch's condition. Most watches have none of it.
struct Around {
  Remembering remembering;
  std::optional<Confirm> confirm;
  Grouping group;
  std::optional<DailyHours> hours;  // told only then
  std::optional<Timestamp> until;   // told only before
  std::vector<WebLink> links;
  std::string text;  // a template; empty: the usual text
  /// Of what its memory depends on. While it stays the same, what is remembered stays true.
  std::uint64_t digest = 0;

  [[nodiscard]] bool remembers() const {
    return !std::holds_alternative<std::monostate>(remembering) || confirm.has_value();
  }
};

}  // namespace rasid::rules
