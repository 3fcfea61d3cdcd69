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
asio::awaitable<std::optional<DeliveryResult>> guarded(std::shared_ptr<Sink> sink, store::Delivery const& delivery) {
  try {
    co_return co_await sink->deliver(delivery);
  } catch (std::exception const&) {
    // What it says is not passed on: nobody has looked whether it holds a secret.
    co_return RetryLater{"the sink failed unexpectedly", std::nullopt};
  }
}

}  // namespace

/// What one question to the store answers.
struct Deliverer::Round {
  std::vector<store::Delivery> claimed;
  std::optional<Timestamp> due;
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
      bell_(std::make_shared<Bell>(executor)) {}

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
    // An error here must not undo the record above: there is nothing to send for now, that is all.
    if (!claimed) return round;
    round.claimed = *std::move(claimed);
    if (!round.claimed.empty()) return round;  // perhaps there are more: ask again at once
    if (auto due = store.next_delivery_due()) round.due = *due;
    return round;
  };
  Result<Round> asked = co_await store_.run(std::move(job));
  if (!asked) {
    observer_.store_failed(asked.error(), settings_.store_pause);
    co_return settings_.store_pause;
  }
  forget(ended);
  bool const more = !asked->claimed.empty();
  for (store::Delivery& delivery : asked->claimed) accept(std::move(delivery));
  co_return more || !finished_.empty() ? Duration{0} : sleep_until(asked->due, clock_.now());
}

/// The end: waits for what is under way, cancels what takes longer than the grace period, records what ended.
asio::awaitable<void> Deliverer::drain() {
  for (auto& [sink, lane] : lanes_) {
    for (std::int64_t const id : lane.waiting) held_.erase(id);
    lane.waiting.clear();
  }
  auto const end = std::chrono::steady_clock::now() + settings_.grace;
  while (sending() > 0 && std::chrono::steady_clock::now() < end) {
    co_await bell_->wait(std::chrono::ceil<Duration>(end - std::chrono::steady_clock::now()));
  }
  std::vector<std::int64_t> unfinished;
  for (auto const& [sink, lane] : lanes_) {
    for (std::int64_t const id : lane.sending) unfinished.push_back(id);
  }
  for (std::int64_t const id : unfinished) {
    Held& held = held_.at(id);
    held.abandoned = true;
    held.cancel.emit(asio::cancellation_type::terminal);  // may end it here and now
  }
  while (sending() > 0) co_await bell_->wait(settings_.longest_sleep);  // a sink ends at once when cancelled

  if (finished_.empty()) co_return;
  auto job = [ended = finished_](store::Store& store) { return store.record_attempts(ended); };
  Result<> const recorded = co_await store_.run(std::move(job));
  if (!recorded) observer_.store_failed(recorded.error(), Duration{0});
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

/// What is due already belongs to sinks that are busy (their attempts ring the bell when they end) or paused.
Duration Deliverer::sleep_until(std::optional<Timestamp> due, Timestamp now) const {
  Duration sleep = settings_.longest_sleep;
  if (due && *due > now) sleep = std::min(sleep, *due - now);
  for (auto const& [sink, lane] : lanes_) {
    if (lane.paused_until > now) sleep = std::min(sleep, lane.paused_until - now);
  }
  return sleep;
}

/// Sends a claimed delivery, or lets it wait for its turn.
void Deliverer::accept(store::Delivery delivery) {
  std::int64_t const id = delivery.id;
  // Claimed a second time, since its lease ended: the first attempt still speaks for it.
  if (held_.contains(id)) return;
  Held& held = held_[id];
  held.delivery = std::move(delivery);
  Lane& lane = lanes_[held.delivery.sink];
  if (lane.sending.size() < settings_.per_sink) {
    send(held);
  } else {
    lane.waiting.push_back(id);
  }
}

void Deliverer::send(Held& held) {
  std::int64_t const id = held.delivery.id;
  held.begun = clock_.now();
  auto const sink = sinks_->find(held.delivery.sink);
  if (sink == sinks_->end()) return finish_without_sink(held);
  lanes_[held.delivery.sink].sending.insert(id);
  auto on_end = [this, id](std::exception_ptr const& error, DeliveryResult const& result) { ended(id, error, result); };
  asio::co_spawn(executor_, attempt(sink->second, held.delivery),
                 asio::bind_cancellation_slot(held.cancel.slot(), std::move(on_end)));
}

/// One attempt, cut off at the deadline. `delivery` is in held_ until ended().
asio::awaitable<DeliveryResult> Deliverer::attempt(std::shared_ptr<Sink> sink, store::Delivery const& delivery) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer timer(executor_, settings_.attempt_deadline);
  auto answer = guarded(std::move(sink), delivery);
  auto deadline = timer.async_wait(asio::use_awaitable);
  auto const first = co_await (std::move(answer) || std::move(deadline));
  if (auto const* result = std::get_if<0>(&first)) co_return **result;
  co_return RetryLater{"no answer within " + to_text(settings_.attempt_deadline), std::nullopt};
}

void Deliverer::ended(std::int64_t id, std::exception_ptr const& error, DeliveryResult const& result) {
  Held& held = held_.at(id);
  SinkId const sink = held.delivery.sink;
  lanes_[sink].sending.erase(id);
  if (held.abandoned) {
    held_.erase(id);
  } else {
    finished_.push_back(error ? judge(held, RetryLater{"the attempt was broken off", std::nullopt})
                              : judge(held, result));
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
