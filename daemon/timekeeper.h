#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "daemon/absences.h"
#include "daemon/configuration/snapshot.h"
#include "daemon/log/log.h"
#include "daemon/routing/due.h"
#include "daemon/routing/silences.h"
#include "daemon/sinks/bell.h"
#include "daemon/store/store_thread.h"

namespace rasid {

/// The clockwork of routing: sends what has waited long enough and what is to follow an alert nobody has seen, and
/// keeps the silences in force as they stand in the store, where an operator's command may change them beside us.
/// Everything belongs to the executor's thread; stop() and wake() may be called from any.
class Timekeeper {
 public:
  /// `told` is called when there is something new in the outbox.
  Timekeeper(boost::asio::any_io_executor executor, store::StoreThread& store, Clock const& clock,
             log::Logger const& log, std::shared_ptr<configuration::Snapshot const> snapshot,
             std::function<void()> told);

  /// Until stop().
  boost::asio::awaitable<void> run();
  void stop();
  /// There may be something due earlier than was known.
  void wake();
  void reload(std::shared_ptr<configuration::Snapshot const> snapshot);

  /// Those in force; a set of its own for each change.
  [[nodiscard]] std::shared_ptr<routing::SilenceSet const> silences() const { return silences_; }
  /// The watches' memories become those of the configuration: before the first article, and after each reload.
  boost::asio::awaitable<void> take_over_memories();
  /// Reads them anew: afterwards silences() is what the store held; how many.
  boost::asio::awaitable<Result<std::size_t>> read_silences();

 private:
  struct Round {
    routing::DueRound due;
    AbsenceRound absences;
    std::int64_t changes = 0;
    std::optional<std::vector<store::Silence>> silences;
    store::Swept swept;
  };

  boost::asio::awaitable<Duration> round();
  void know(std::vector<store::Silence> silences);
  [[nodiscard]] std::optional<store::Horizon> horizon(Timestamp now) const;
  void note(store::Swept const& swept, Timestamp now);

  store::StoreThread& store_;
  Clock const& clock_;
  log::Logger const& log_;
  std::shared_ptr<configuration::Snapshot const> snapshot_;
  std::function<void()> told_;
  std::shared_ptr<sinks::Bell> bell_;
  std::shared_ptr<routing::SilenceSet const> silences_ = std::make_shared<routing::SilenceSet const>();
  std::optional<std::int64_t> known_changes_;
  bool reloaded_ = false;  // since the memories were taken over
  Timestamp next_sweep_{};
  store::Swept swept_;  // since the sweep began
  std::atomic<bool> stopping_{false};
};

}  // namespace rasid
