#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/severity.h"
#include "extractors/model/time.h"

namespace rasid {

/// A message that does not go to its sink at once: it waits with others of its batch, and they go out together.
struct Hold {
  SinkId sink;
  std::string batch;  // "quiet", "digest", "overflow", "group:" and what it is grouped by, "wait:" and the alert
  Timestamp until{};

  friend bool operator==(Hold const&, Hold const&) = default;
};

/// What is to be done unless somebody acknowledges the alert before.
struct FollowUp {
  enum class Kind : std::uint8_t { reminder, escalation };

  SinkId sink;  // whose policy asks for it
  Kind kind = Kind::reminder;
  std::uint32_t step = 1;  // the how many-th reminder or escalation
  Timestamp due{};

  friend bool operator==(FollowUp const&, FollowUp const&) = default;
};

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
  std::string payload;                // JSON by config/schema/alert.v1.schema.json
  std::vector<SinkId> sinks;          // where it goes: one delivery each
  std::string evidence;               // digest of what proves it, which tells whether an edit changed the proof
  std::vector<std::uint32_t> proofs;  // hashes of the parts of the condition that hold, with the actor; ascending
  Duration wait{};                    // it is told so much later, as its latest revision then
  std::string silence;                // id of the silence that mutes it; empty where none does
  std::vector<Hold> held;             // where it goes later, beside `sinks`
  std::vector<FollowUp> follow_ups;

  friend bool operator==(Alert const&, Alert const&) = default;
};

/// The story of a text where only the same words are the same story. Derived from the folded title and body.
StoryId story_of(std::string_view folded_text);

/// The story that an article begins. Others join it (daemon/stories).
StoryId story_begun_by(ArticleId const& article);

/// "alr_" and 32 hex digits of SHA-256 over watch and story: the same cause gives the same id for ever.
AlertId alert_id(WatchId const& watch, StoryId const& story);
/// The same of an alert whose cause is no story: "watch", "place:baghdad", what a count began with.
inline AlertId alert_id(WatchId const& watch, std::string cause) {
  return alert_id(watch, StoryId{std::move(cause)});
}

}  // namespace rasid
