#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/store/store.h"
#include "extractors/model/result.h"

namespace SQLite {
class Database;
}

namespace rasid::store {

/// Which deliveries are meant; what is not said does not matter.
struct DeliveryFilter {
  std::optional<std::int64_t> id;
  std::string sink;
  std::string alert;
  std::optional<DeliveryState> state;
  std::optional<Timestamp> since;   // created not before …
  std::optional<Timestamp> before;  // … and before
};

/// A delivery as an operator sees it.
struct DeliveryRecord {
  std::int64_t id = 0;
  AlertId alert;
  std::uint32_t revision = 1;
  WatchId watch;
  StoryId story;
  SinkId sink;
  DeliveryState state = DeliveryState::pending;
  bool under_way = false;
  std::uint32_t attempts = 0;
  Timestamp created{};
  Timestamp next_attempt{};
  std::optional<Timestamp> last_attempt;
  std::string outcome;  // of the last attempt; empty where it was delivered
};

struct AlertFilter {
  std::string id;  // or the beginning of one
  std::string watch;
  std::optional<Timestamp> since;
  std::int64_t after = 0;  // only those stored after this row
  bool unacknowledged = false;
};

/// A revision of an alert as an operator sees it.
struct AlertRecord {
  std::int64_t row = 0;
  AlertId id;
  std::uint32_t revision = 1;
  WatchId watch;
  StoryId story;
  Timestamp decided{};
  std::string payload;
  std::optional<Timestamp> acknowledged;
  std::string acknowledged_by;
  std::string note;
};

/// An alert that a silence muted.
struct SilencedRecord {
  AlertId alert;
  WatchId watch;
  std::string silence;
  Timestamp decided{};
  std::string payload;
};

/// A message that waits at a sink.
struct HeldRecord {
  SinkId sink;
  std::string batch;
  AlertId alert;
  std::uint32_t revision = 1;
  Timestamp since{}, until{};
};

/// A sink's state and how many deliveries it has.
struct SinkRecord {
  SinkState state;
  std::int64_t pending = 0, delivered = 0, dead = 0;
};

/// What an operator sees of the outbox and does to it, beside the daemon that may be running: by a connection of its
/// own and short transactions, which the daemon notices within a second. Not safe for concurrent calls.
class Desk {
 public:
  /// An existing database of this build's schema; StoreError::not_rasid or schema_too_new or old otherwise.
  static Result<Desk> open(std::filesystem::path const& file, Duration busy_timeout = Duration{10'000});
  Desk(Desk&&) noexcept;
  Desk& operator=(Desk&&) noexcept;
  ~Desk();

  /// Newest first.
  Result<std::vector<DeliveryRecord>> deliveries(DeliveryFilter const& filter, std::size_t most);
  /// Makes what is pending or given up due now, each with its schedule from the beginning where it was given up.
  Result<std::size_t> retry(DeliveryFilter const& filter, Timestamp now);
  /// Sends what was settled once more, under the same message id.
  Result<std::size_t> replay(DeliveryFilter const& filter, Timestamp now);
  /// Gives up what is pending. What is under way may arrive all the same.
  Result<std::size_t> drop(DeliveryFilter const& filter, Timestamp now);

  /// Newest first.
  Result<std::vector<AlertRecord>> alerts(AlertFilter const& filter, std::size_t most);
  /// Notes who has seen it; false where there is no such alert.
  Result<bool> acknowledge(AlertId const& id, std::string const& who, std::string const& note, Timestamp now);

  Result<> add_silence(Silence const& silence);
  /// Those that have not ended, or all; the latest first.
  Result<std::vector<Silence>> silences(Timestamp now, bool all);
  /// Ends one that has not ended; false where there is none of that id.
  Result<bool> expire_silence(std::string const& id, Timestamp now);
  /// What silences muted, newest first; of one silence where it is named.
  Result<std::vector<SilencedRecord>> silenced(std::string const& silence, std::string const& watch,
                                               std::optional<Timestamp> since, std::size_t most);
  /// What waits at the sinks (or at one), what goes out first first.
  Result<std::vector<HeldRecord>> held(std::string const& sink, std::size_t most);

  Result<std::vector<SinkRecord>> sinks();
  /// Disables or enables a sink; `because` is shown.
  Result<> disable(SinkId const& sink, std::string const& because, Timestamp now);
  Result<> enable(SinkId const& sink);

 private:
  explicit Desk(std::unique_ptr<SQLite::Database> database);
  Result<std::size_t> change(std::string statement, std::string const& doing, DeliveryFilter const& filter,
                             Timestamp now);

  std::unique_ptr<SQLite::Database> database_;
};

}  // namespace rasid::store
