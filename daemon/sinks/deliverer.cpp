#include "daemon/sinks/deliverer.h"

#include <algorithm>

#include <fmt/format.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

/// The sink's answer, whatever becomes of it: a sink that throws has a bug, which costs this attempt alone.
// Optional only because `||` of awaitables would take a variant apart.
asio::awaitable<std::optional<DeliveryResult>> guarded(std::shared_ptr<Sink> sink,
                                                       std::shared_ptr<store::Delivery const> delivery) {
  try {
    co_return co_await sink->deliver(*delivery);
  } catch (std::exception const&) {
    // What it says is not passed on: nobody has looked whether it holds a secret.
    co_return RetryLater{"the sink failed unexpectedly", std::nullopt};
  }
}

/// One attempt, cancelled at the deadline. Owns all it uses, since it may be left behind by its Deliverer. A sink that
/// ignores cancellation keeps its place until it ends: it is not started again beside itself.
asio::awaitable<DeliveryResult> attempt(std::shared_ptr<Sink> sink, std::shared_ptr<store::Delivery const> delivery,
                                        Duration limit) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer timer(co_await asio::this_coro::executor, limit);
  auto answer = guarded(std::move(sink), std::move(delivery));
  auto deadline = timer.async_wait(asio::use_awaitable);
  auto const first = co_await (std::move(answer) || std::move(deadline));
  if (auto const* result = std::get_if<0>(&first)) co_return **result;
  co_return RetryLater{"no answer within " + to_text(limit), std::nullopt};
}

}  // namespace

/// What one question to the store answers.
struct Deliverer::Round {
  std::vector<store::Delivery> claimed;
  std::optional<Timestamp> due;
  std::optional<Error> trouble;  // with claiming; what ended is recorded all the same
};

Deliverer::Deliverer(asio::any_io_executor executor, store::StoreThread& store, Clock const& clock,
                     DeliveryObserver& observer, DelivererSettings settings)
    : executor_(executor),
      store_(store),
      clock_(clock),
      observer_(observer),
      settings_(std::move(settings)),
      schedule_(settings_.retry),
      random_(settings_.seed),
      bell_(std::make_shared<Bell>(executor)),
      alive_(std::make_shared<int>()) {}

Deliverer::~Deliverer() = default;

void Deliverer::set_sinks(std::shared_ptr<SinkMap const> sinks) {
  sinks_ = std::move(sinks);
  for (auto& [sink, lane] : lanes_) lane.paused_until = {};  // perhaps it was corrected just now
  bell_->ring();
}

void Deliverer::wake() {
  bell_->ring();
}

void Deliverer::stop() {
  stopping_ = true;
  bell_->ring();
}

asio::awaitable<void> Deliverer::run() {
  auto give_up_leases = [](store::Store& store) { return store.release_leases(); };
  Result<> const released = co_await store_.run(std::move(give_up_leases));
  // Not fatal: what is leased becomes due again when its lease ends.
  if (!released) observer_.store_failed(released.error(), Duration{0});
  while (!stopping_) {
    Duration const pause = co_await round();
    if (!stopping_) co_await bell_->wait(pause);
  }
  co_await drain();
}

/// Records what ended, claims what is due and starts it; returns for how long there is nothing more to do.
asio::awaitable<Duration> Deliverer::round() {
  Timestamp const now = clock_.now();
  // A sink may keep a delivery waiting for one attempt before its own.
  Timestamp const lease_until = now + 2 * settings_.attempt_deadline + std::chrono::minutes{1};
  std::vector<store::Attempt> const ended = finished_;  // kept until they are durable
  std::size_t const most = std::min(room(), settings_.per_sink);
  auto job = [=, busy = busy_sinks(now)](store::Store& store) -> Result<Round> {
    if (!ended.empty()) {
      if (auto recorded = store.record_attempts(ended); !recorded) return std::unexpected(recorded.error());
    }
    Round round;
    if (most == 0) return round;
    auto claimed = store.claim_deliveries(now, most, lease_until, busy);
    if (!claimed) {
      round.trouble = claimed.error();  // returned as a value: as an error it would undo the record above
      return round;
    }
    round.claimed = *std::move(claimed);
    if (!round.claimed.empty()) return round;  // perhaps there are more: ask again at once
    auto const due = store.next_delivery_due();
    if (due) {
      round.due = *due;
    } else {
      round.trouble = due.error();
    }
    return round;
  };
  Result<Round> asked = co_await store_.run(std::move(job));
  if (!asked) {
    observer_.store_failed(asked.error(), settings_.store_pause);
    co_return settings_.store_pause;
  }
  forget(ended);
  if (asked->trouble) {
    observer_.store_failed(*asked->trouble, settings_.store_pause);
    co_return settings_.store_pause;
  }
  bool const more = !asked->claimed.empty();
  for (store::Delivery& delivery : asked->claimed) accept(std::move(delivery));
  co_return more || !finished_.empty() ? Duration{0} : sleep_until(asked->due, now);
}

/// The end: waits for what is under way, cancels what takes longer than the grace period, records what ended.
asio::awaitable<void> Deliverer::drain() {
  for (auto& [sink, lane] : lanes_) {
    for (std::int64_t const id : lane.waiting) held_.erase(id);
    lane.waiting.clear();
  }
  co_await wait_for_attempts(settings_.grace);
  abandon_attempts();
  co_await wait_for_attempts(settings_.last_wait);

  if (finished_.empty()) co_return;
  auto job = [ended = finished_](store::Store& store) { return store.record_attempts(ended); };
  Result<> const recorded = co_await store_.run(std::move(job));
  if (!recorded) observer_.store_failed(recorded.error(), Duration{0});
}

asio::awaitable<void> Deliverer::wait_for_attempts(Duration at_most) {
  auto const end = std::chrono::steady_clock::now() + at_most;
  while (sending() > 0 && std::chrono::steady_clock::now() < end) {
    co_await bell_->wait(std::chrono::ceil<Duration>(end - std::chrono::steady_clock::now()));
  }
}

void Deliverer::abandon_attempts() {
  std::vector<std::shared_ptr<Held>> unfinished;
  for (auto const& [sink, lane] : lanes_) {
    for (std::int64_t const id : lane.sending) unfinished.push_back(held_.at(id));
  }
  for (auto const& held : unfinished) {
    held->abandoned = true;
    held->cancel.emit(asio::cancellation_type::terminal);  // may end it here and now
  }
}

std::size_t Deliverer::room() const {
  return settings_.in_all - std::min(held_.size(), settings_.in_all);
}

std::size_t Deliverer::sending() const {
  std::size_t count = 0;
  for (auto const& [sink, lane] : lanes_) count += lane.sending.size();
  return count;
}

std::vector<SinkId> Deliverer::busy_sinks(Timestamp now) const {
  std::vector<SinkId> busy;
  for (auto const& [sink, lane] : lanes_) {
    bool const full = lane.sending.size() + lane.waiting.size() >= settings_.per_sink;
    if (full || lane.paused_until > now) busy.push_back(sink);
  }
  return busy;
}

/// What was due already when the outbox was asked belongs to sinks that were busy (their attempts ring the bell when
/// they end) or paused. What has become due since then must not wait.
Duration Deliverer::sleep_until(std::optional<Timestamp> due, Timestamp asked_at) const {
  Timestamp const now = clock_.now();
  Duration sleep = settings_.longest_sleep;
  auto const wake_at = [&](Timestamp moment) {
    if (moment > asked_at) sleep = std::clamp(moment - now, Duration{0}, sleep);
  };
  if (due) wake_at(*due);
  for (auto const& [sink, lane] : lanes_) wake_at(lane.paused_until);
  return sleep;
}

/// Sends a claimed delivery, or lets it wait for its turn.
void Deliverer::accept(store::Delivery delivery) {
  std::int64_t const id = delivery.id;
  // Claimed a second time, since its lease ended: the first attempt still speaks for it.
  if (held_.contains(id)) return;
  auto const held = std::make_shared<Held>();
  held->delivery = std::move(delivery);
  held_[id] = held;
  Lane& lane = lanes_[held->delivery.sink];
  if (lane.sending.size() < settings_.per_sink) {
    send(held);
  } else {
    lane.waiting.push_back(id);
  }
}

void Deliverer::send(std::shared_ptr<Held> const& held) {
  std::int64_t const id = held->delivery.id;
  held->begun = clock_.now();
  auto const sink = sinks_->find(held->delivery.sink);
  if (sink == sinks_->end()) return finish_without_sink(*held);
  lanes_[held->delivery.sink].sending.insert(id);
  auto on_end = [this, id, held, alive = std::weak_ptr(alive_)](std::exception_ptr const& error,
                                                                DeliveryResult const& result) {
    if (!alive.expired()) ended(id, error, result);
  };
  std::shared_ptr<store::Delivery const> const delivery(held, &held->delivery);
  asio::co_spawn(executor_, attempt(sink->second, delivery, settings_.attempt_deadline),
                 asio::bind_cancellation_slot(held->cancel.slot(), std::move(on_end)));
}

void Deliverer::ended(std::int64_t id, std::exception_ptr const& error, DeliveryResult const& result) {
  std::shared_ptr<Held> const held = held_.at(id);
  SinkId const sink = held->delivery.sink;
  lanes_[sink].sending.erase(id);
  if (held->abandoned) {
    held_.erase(id);
  } else {
    finished_.push_back(error ? judge(*held, RetryLater{"the attempt was broken off", std::nullopt})
                              : judge(*held, result));
    start_waiting(sink);
  }
  bell_->ring();
}

void Deliverer::start_waiting(SinkId const& sink) {
  Lane& lane = lanes_[sink];
  while (!stopping_ && !lane.waiting.empty() && lane.sending.size() < settings_.per_sink) {
    std::int64_t const id = lane.waiting.front();
    lane.waiting.pop_front();
    send(held_.at(id));
  }
}

void Deliverer::finish_without_sink(Held const& held) {
  Timestamp const now = clock_.now();
  std::string const why = "there is no such sink in the configuration";
  Timestamp const next = now + settings_.no_such_sink_pause;
  finished_.push_back({held.delivery.id, store::DeliveryState::pending, now, next, why});
  observer_.retry(held.delivery, why, next);
  bell_->ring();
}

/// What to record of an attempt, told to the observer too.
store::Attempt Deliverer::judge(Held const& held, DeliveryResult const& result) {
  store::Delivery const& delivery = held.delivery;
  Timestamp const now = clock_.now();
  store::Attempt attempt{.delivery = delivery.id, .at = now};
  auto const bury = [&](std::string why) {
    attempt.state = store::DeliveryState::dead;
    observer_.dead(delivery, why);
    attempt.outcome = std::move(why);
  };
  if (std::holds_alternative<Delivered>(result)) {
    attempt.state = store::DeliveryState::delivered;
    observer_.delivered(delivery, now - held.begun);
  } else if (auto const* dead = std::get_if<Dead>(&result)) {
    bury(dead->why);
  } else {
    auto const& [why, after] = std::get<RetryLater>(result);
    if (after) lanes_[delivery.sink].paused_until = now + std::min(*after, settings_.longest_sink_pause);
    auto const next = schedule_.next(delivery.attempts + 1, delivery.created, now, after, random_);
    if (next) {
      attempt.next = *next;
      attempt.outcome = why;
      observer_.retry(delivery, why, *next);
    } else {
      bury(fmt::format("gave up after {} attempts; the last: {}", delivery.attempts + 1, why));
    }
  }
  return attempt;
}

/// Durable now: no longer held, so that a retry may be claimed.
void Deliverer::forget(std::vector<store::Attempt> const& recorded) {
  for (store::Attempt const& attempt : recorded) held_.erase(attempt.delivery);
  finished_.erase(finished_.begin(), finished_.begin() + static_cast<std::ptrdiff_t>(recorded.size()));
}

}  // namespace rasid::sinks
