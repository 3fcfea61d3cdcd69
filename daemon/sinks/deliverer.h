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
#include "daemon/sinks/retry_schedule.h"
#include "daemon/sinks/sink.h"
#include "daemon/store/store_thread.h"

namespace rasid::sinks {

/// The sinks of one configuration.
using SinkMap = std::map<SinkId, std::shared_ptr<Sink>>;

/// Told of every attempt's end, on the I/O thread; must not block. Texts hold no secrets.
class DeliveryObserver {
 public:
  virtual ~DeliveryObserver() = default;
  virtual void delivered(store::Delivery const& delivery, Duration took) = 0;
  virtual void retry(store::Delivery const& delivery, std::string_view why, Timestamp next) = 0;
  virtual void dead(store::Delivery const& delivery, std::string_view why) = 0;
  /// The store could not be asked or told; it will be again after `pause`. Nothing is lost, something may be sent
  /// twice.
  virtual void store_failed(Error const& error, Duration pause) = 0;
};

struct DelivererSettings {
  std::size_t per_sink = 4;           // attempts under way at once to one sink
  std::size_t in_all = 64;            // deliveries held at once
  Duration attempt_deadline{60'000};  // above the sinks' own time limits: for one that forgets its own
  Duration grace{10'000};             // for attempts under way when stopping
  Duration last_wait{2'000};          // then for those that were cancelled; a sink that ignores it is left behind
  Duration longest_sleep{30'000};     // then the outbox is looked at again, whatever the clocks said
  Duration store_pause{5'000};        // after the store failed
  Duration no_such_sink_pause{300'000};
  Duration longest_sink_pause{600'000};  // how long one Retry-After may hold back a sink's other deliveries
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

  /// From now on these. Attempts under way end with the sink they began with. A delivery whose sink is missing stays
  /// pending and is looked at again every no_such_sink_pause.
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
  /// What is going on with one sink.
  struct Lane {
    std::set<std::int64_t> sending;
    std::deque<std::int64_t> waiting;  // claimed beyond per_sink: never more than that many again
    Timestamp paused_until{};          // by its Retry-After
  };
  struct Round;

  boost::asio::awaitable<Duration> round();
  boost::asio::awaitable<void> drain();
  boost::asio::awaitable<void> wait_for_attempts(Duration at_most);
  void abandon_attempts();

  [[nodiscard]] std::size_t room() const;
  [[nodiscard]] std::vector<SinkId> busy_sinks(Timestamp now) const;
  [[nodiscard]] Duration sleep_until(std::optional<Timestamp> due, Timestamp asked_at) const;
  [[nodiscard]] std::size_t sending() const;
  void accept(store::Delivery delivery);
  void send(std::shared_ptr<Held> const& held);
  void ended(std::int64_t id, std::exception_ptr const& error, DeliveryResult const& result);
  void start_waiting(SinkId const& sink);
  void finish_without_sink(Held const& held);
  [[nodiscard]] store::Attempt judge(Held const& held, DeliveryResult const& result);
  void forget(std::vector<store::Attempt> const& recorded);

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
  std::map<std::int64_t, std::shared_ptr<Held>> held_;
  std::map<SinkId, Lane> lanes_;
  std::vector<store::Attempt> finished_;  // not yet recorded
  std::shared_ptr<void> alive_;           // gone with this: whom attempts that were left behind ask first
};

}  // namespace rasid::sinks
