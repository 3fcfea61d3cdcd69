#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "daemon/alerts/alert.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// A time-limited mute of the alerts that fit a condition.
struct Silence {
  std::string id;       // "sil_" and 12 hex digits
  std::string matcher;  // a condition on alerts: watch:qaani AND place:Iraq
  Timestamp starts{};
  Timestamp ends{};                  // as it was meant when it was made …
  std::optional<Timestamp> expired;  // … or ended before by an operator
  std::string by;
  std::string comment;

  [[nodiscard]] bool active(Timestamp now) const { return starts <= now && now < ends && !expired; }

  friend bool operator==(Silence const&, Silence const&) = default;
};

/// Messages to one sink that wait together.
struct HeldBatch {
  SinkId sink;
  std::string batch;
  Timestamp since{};  // the first of them
  Timestamp until{};
};

/// One of them.
struct HeldMessage {
  AlertId alert;
  std::uint32_t revision = 1;
  Severity severity = Severity::medium;
  StoryId story;
  std::string payload;
  WatchId watch;
};

/// What a sink was sent since a moment.
struct SinkLoad {
  std::size_t sent = 0;
  std::optional<Timestamp> oldest;
};

/// A follow-up that has become due, and the alert as it was told last.
struct DueFollowUp {
  AlertId alert;
  FollowUp what;
  bool acknowledged = false;
  Timestamp first_told{};
  Alert latest;  // its last revision; without sinks
};

/// What routing asks of the database. Calls are as Store's: on the store's thread, in its batches.
class RoutingStore {
 public:
  virtual ~RoutingStore() = default;

  /// Those that have not ended, oldest first.
  virtual Result<std::vector<Silence>> silences(Timestamp now) = 0;

  /// Messages sent to a sink after `since`; what was noted up to then is forgotten.
  virtual Result<SinkLoad> sink_load(SinkId const& sink, Timestamp since) = 0;
  /// Notes that one is sent, for sink_load().
  virtual Result<> note_sent(SinkId const& sink, Timestamp now) = 0;

  /// When a batch that is being gathered goes out; nothing where none of that name is.
  virtual Result<std::optional<Timestamp>> batch_until(SinkId const& sink, std::string const& batch) = 0;
  /// Batches whose time has come, what was due first first: those of the first `most` messages.
  virtual Result<std::vector<HeldBatch>> due_batches(Timestamp now, std::size_t most) = 0;
  /// What waits in a batch, in the order it was told.
  virtual Result<std::vector<HeldMessage>> held(HeldBatch const& batch, std::size_t most) = 0;
  /// What waits of a message that is stored already, and what is to follow it.
  virtual Result<> hold(Alert const& message) = 0;
  virtual Result<> postpone(HeldBatch const& batch, Timestamp until) = 0;
  /// Puts these into the outbox as they are, and holds them no more.
  virtual Result<> release(HeldBatch const& batch, std::vector<HeldMessage> const& messages, Timestamp now) = 0;
  /// Holds these no more: another message tells them.
  virtual Result<> forget_held(HeldBatch const& batch, std::vector<HeldMessage> const& messages) = 0;

  virtual Result<std::vector<DueFollowUp>> due_follow_ups(Timestamp now, std::size_t most) = 0;
  /// It is done; `next`, where there is one, takes its place.
  virtual Result<> end_follow_up(DueFollowUp const& done, std::optional<FollowUp> const& next) = 0;

  /// Stores a message that no article caused: a digest, a reminder. It counts as caused by the article of `like`.
  /// Nothing happens where it is known already.
  virtual Result<> tell(Alert const& message, AlertId const& like) = 0;

  /// When something of the above becomes due.
  virtual Result<std::optional<Timestamp>> next_due() = 0;
};

}  // namespace rasid::store
