#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/severity.h"
#include "extractors/model/time.h"

namespace rasid {

/// What the user is told: a watch and a story. The payload is rendered once, when the alert is decided, and stored:
/// every delivery attempt sends the same bytes.
struct Alert {
  AlertId id;
  std::uint32_t revision = 1;
  WatchId watch;
  StoryId story;
  ArticleId article;  // the one that caused this revision
  Severity severity = Severity::medium;
  Timestamp decided{};
  std::string payload;        // JSON by config/schema/alert.v1.schema.json
  std::vector<SinkId> sinks;  // where it goes: one delivery each
  std::string evidence;       // digest of what proves it, which tells whether an edit changed the proof

  friend bool operator==(Alert const&, Alert const&) = default;
};

/// Articles with the same story id report the same thing. For now: the same words. Derived from the folded title and
/// body, so that copies of a wire report in many feeds are one story.
StoryId story_of(std::string_view folded_text);

/// "alr_" and 32 hex digits of SHA-256 over watch and story: the same cause gives the same id for ever.
AlertId alert_id(WatchId const& watch, StoryId const& story);

}  // namespace rasid
