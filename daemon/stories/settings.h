#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "extractors/model/time.h"

namespace rasid::stories {

/// What makes two articles one story.
enum class Join : std::uint8_t {
  identical,  // only the same words
  copies,     // copies and rewrites of one text too
  events,     // reports of one event too, in whatever language
};

/// stories: in rasid.yaml.
struct Settings {
  Join join = Join::events;
  Duration window{std::chrono::hours{48}};  // an article joins a story one of whose articles is no further from it
  std::uint32_t most = 20'000;              // articles remembered to compare with

  /// An alert of a story is told again when so many feeds carry it.
  std::vector<std::uint32_t> tell_feeds = {2, 5, 10, 25, 50, 100, 250, 500, 1000};

  friend bool operator==(Settings const&, Settings const&) = default;
};

}  // namespace rasid::stories
