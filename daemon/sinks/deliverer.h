#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include "daemon/sinks/bell.h"
#include "daemon/sinks/channel.h"
#include "daemon/sinks/delivery_observer.h"
#include "daemon/sinks/lane.h"
#include "daemon/sinks/outbox_round.h"
#include "daemon/sinks/retry_schedule.h"
#include "daemon/store/store_thread.h"

namespace rasid::sinks {

struct DelivererSettings {
  /// Deliveries claimed and not yet durably recorded: how many a crash can make arrive twice. Shared out evenly, so
  /// that a sink which hangs takes nobody else's places.
  std::size_t in_all = 256;
  std::size_t marks = 128;               // recorded together, at most …
  Duration marks_wait{5};                // … and not later than this
  Duration attempt_deadline{60'000};     // above the sinks' own time limits: for one that forgets its own
  Duration grace{10'000};                // for attempts under way when stopping
  Duration last_wait{2'000};             // then for those that were cancelled; a sink that ignores it is left behind
  Duration longest_sleep{1'000};         // then the outbox is looked at again: an operator may have changed it
  Duration store_pause{5'000};           // after the store failed
  Duration longest_sink_pause{600'000};  // how long one Retry-After may hold back a sink's other deliveries
  Duration keep_delivered = std::chrono::days{30};
  Duration keep_dead = std::chrono::days{30};
  Duration sweep_every = std::chrono::hours{1};
  RetrySettings retry;
  std::uint64_t seed = std::random_device{}();  // of the jitter
};

/// Carries what the outbox holds to the sinks: claims what is due, delivers it side by side, records how it went. Every
/// delivery is made at least once; one that was under way in a crash is made again with the same message id.
/// A sink that hangs or is down delays its own deliveries only. One run() at a time; everything but wake() and stop()
/// belongs to the executor's one thread.
class Deliverer {
 public:
  Deliverer(boost::asio::any_io_executor executor, store::StoreThread& store, Clock const& clock,
            DeliveryObserver& observer, DelivererSettings settings = {});
  ~Deliverer();  // run() must have ended
  Deliverer(Deliverer const&) = delete;
  Deliverer& operator=(Deliverer const&) = delete;

  /// From now on these. Attempts under way end with the sink they began with. What is meant for a sink that is missing
  /// waits until there is one. A sink whose configuration changed is enabled again.
  void set_sinks(std::shared_ptr<SinkMap const> sinks);

  /// Until stop(): then no new claims; attempts under way get `grace` to end, and what is still unfinished is cancelled
  /// and left to the next start. Ends within `grace` and `last_wait` whatever the sinks do: an attempt that
  /// ignores its cancellation may outlive this. Gives up the leases of an earlier process first.
  boost::asio::awaitable<void> run();

  /// New deliveries were committed. From any thread.
  void wake();
  /// From any thread; run() ends soon after.
  void stop();

 private:
  /// A claimed delivery, from the claim until its attempt is durably recorded. Its attempt owns it too.
  struct Held {
    store::Delivery delivery;
    Timestamp begun{};
    bool abandoned = false;  // cancelled by stop(): its end is not recorded
    boost::asio::cancellation_signal cancel;
  };

  boost::asio::awaitable<Duration> round();
  boost::asio::awaitable<void> rest(Duration at_most);
  boost::asio::awaitable<void> drain();
  boost::asio::awaitable<void> wait_for_attempts(Duration at_most);
  void abandon_attempts();

  [[nodiscard]] OutboxPlan make_plan(Timestamp now);
  void forget(OutboxPlan const& plan);
  void settle(OutboxPlan const& plan);
  void know(std::vector<store::SinkState> const& states);
  void enable_if_changed(Lane& lane);
  void disable(SinkId const& sink, std::string_view why);

  Lane& lane(SinkId const& sink);
  [[nodiscard]] std::vector<store::Wanted> wanted(Timestamp now);
  [[nodiscard]] Duration sleep_until(std::optional<Timestamp> due, Timestamp asked_at) const;
  void accept(store::Delivery delivery);
  void start_waiting(Lane& lane);
  void return_waiting(Lane& lane);
  void send(std::shared_ptr<Held> const& held, std::shared_ptr<Sink> const& sink);
  void ended(std::int64_t id, std::exception_ptr const& error, DeliveryResult const& result);
  [[nodiscard]] store::Attempt judge(Held const& held, DeliveryResult const& result);
  [[nodiscard]] store::Attempt failed(Held const& held, RetryLater const& result);
  void let_go(std::int64_t id);

  boost::asio::any_io_executor executor_;
  store::StoreThread& store_;
  Clock const& clock_;
  DeliveryObserver& observer_;
  DelivererSettings settings_;
  RetrySchedule schedule_;
  std::mt19937_64 random_;
  std::shared_ptr<SinkMap const> sinks_ = std::make_shared<SinkMap const>();
  std::shared_ptr<Bell> bell_;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> woken_{true};  // there may be something to claim
  std::map<std::int64_t, std::shared_ptr<Held>> held_;
  std::map<SinkId, Lane> lanes_;
  std::size_t under_way_ = 0;             // attempts
  std::vector<store::Attempt> finished_;  // not yet recorded
  std::chrono::steady_clock::time_point first_finished_{};
  std::vector<std::int64_t> returned_;         // claimed, and not to be attempted now
  std::vector<store::SinkState> switched_;     // disabled or enabled, and not yet recorded
  std::optional<std::int64_t> known_changes_;  // of the database by others
  Timestamp next_sweep_{};
  std::shared_ptr<void> alive_;  // gone with this: whom attempts that were left behind ask first
};

}  // namespace rasid::sinks
