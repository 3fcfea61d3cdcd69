#pragma once

#include <chrono>
#include <cstdint>

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

  friend bool operator==(Settings const&, Settings const&) = default;
};

}  // namespace rasid::stories
