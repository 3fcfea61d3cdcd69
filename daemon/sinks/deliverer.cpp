#include "daemon/sinks/deliverer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/sinks/attempt.h"

namespace rasid::sinks {
namespace asio = boost::asio;
namespace {

/// Deliveries claimed for each attempt that a sink may have under way.
constexpr std::size_t claimed_for_each = 8;

}  // namespace

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
  for (auto& [sink, lane] : lanes_) {
    lane.paused_until = {};  // perhaps it was corrected just now
    lane.breaker = Breaker(settings_.retry.breaker);
    return_waiting(lane);
    enable_if_changed(lane);
  }
  wake();
}

void Deliverer::wake() {
  woken_ = true;
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
    co_await rest(pause);
  }
  co_await drain();
}

/// Records what ended, claims what is due and starts it; returns for how long there is nothing more to do.
asio::awaitable<Duration> Deliverer::round() {
  auto const plan = std::make_shared<OutboxPlan const>(make_plan(clock_.now()));
  auto job = [plan](store::Store& store) { return carry_out(*plan, store); };
  Result<OutboxRound> done = co_await store_.run(std::move(job));
  if (done) forget(*plan);
  if (!done || done->trouble) {
    observer_.store_failed(done ? *done->trouble : done.error(), settings_.store_pause);
    co_return settings_.store_pause;
  }
  settle(*plan);
  known_changes_ = done->changes;
  if (done->states) know(*done->states);
  if (plan->keep_dead_from) {
    next_sweep_ = plan->now + (done->swept < sweep_at_once ? settings_.sweep_every : Duration{1'000});
  }
  for (store::Delivery& delivery : done->claim.deliveries) accept(std::move(delivery));
  co_return sleep_until(done->claim.next_due, plan->now);
}

OutboxPlan Deliverer::make_plan(Timestamp now) {
  OutboxPlan plan;
  plan.now = now;
  // A sink may keep a delivery waiting for one attempt before its own.
  plan.lease_until = now + 2 * settings_.attempt_deadline + std::chrono::minutes{1};
  plan.ended = finished_;
  plan.returned = returned_;
  plan.switched = switched_;
  for (auto const& [sink, lane] : lanes_) {
    if (!lane.noted) plan.health.push_back(lane.state);
  }
  plan.wanted = wanted(now);
  plan.known_changes = known_changes_;
  if (now >= next_sweep_) {
    plan.keep_delivered_from = now - settings_.keep_delivered;
    plan.keep_dead_from = now - settings_.keep_dead;
  }
  return plan;
}

/// Durable now: no longer held, so that a retry may be claimed.
void Deliverer::forget(OutboxPlan const& plan) {
  for (store::Attempt const& attempt : plan.ended) let_go(attempt.delivery);
  finished_.erase(finished_.begin(), finished_.begin() + std::ssize(plan.ended));
  first_finished_ = std::chrono::steady_clock::now();
}

/// All of the plan is done.
void Deliverer::settle(OutboxPlan const& plan) {
  for (std::int64_t const id : plan.returned) let_go(id);
  returned_.erase(returned_.begin(), returned_.begin() + std::ssize(plan.returned));
  switched_.erase(switched_.begin(), switched_.begin() + std::ssize(plan.switched));
  for (store::SinkState const& state : plan.health) {
    Lane& noted = lane(state.sink);
    noted.noted = noted.state == state;
  }
}

/// Another process may have disabled or enabled a sink.
void Deliverer::know(std::vector<store::SinkState> const& states) {
  for (store::SinkState const& state : states) {
    bool const newer = std::ranges::any_of(switched_, [&](auto const& ours) { return ours.sink == state.sink; });
    if (newer) continue;  // what we know is not yet written
    Lane& known = lane(state.sink);
    bool const was_disabled = known.disabled();
    if (!known.state.last_success && !known.state.last_failure) known.state = state;  // from before the start
    known.state.disabled_since = state.disabled_since;
    known.state.disabled_because = state.disabled_because;
    known.state.configured_as = state.configured_as;
    enable_if_changed(known);
    if (known.disabled()) return_waiting(known);
    if (was_disabled && !known.disabled()) {
      known.breaker = Breaker(settings_.retry.breaker);
      observer_.up(state.sink);
    }
  }
  wake();
}

/// What disabled itself is given another chance with a new configuration; what an operator disabled is not.
void Deliverer::enable_if_changed(Lane& lane) {
  auto const channel = sinks_->find(lane.state.sink);
  if (!lane.disabled() || lane.state.configured_as.empty() || channel == sinks_->end()) return;
  if (channel->second.manners.configured_as == lane.state.configured_as) return;
  lane.state.disabled_since.reset();
  lane.state.disabled_because.clear();
  lane.state.configured_as.clear();
  switched_.push_back(lane.state);
  observer_.up(lane.state.sink);
}

void Deliverer::disable(SinkId const& sink, std::string_view why) {
  Lane& gone = lane(sink);
  if (gone.disabled()) return;
  auto const channel = sinks_->find(sink);
  gone.state.disabled_since = clock_.now();
  gone.state.disabled_because = why;
  gone.state.configured_as = channel == sinks_->end() ? "unknown" : channel->second.manners.configured_as;
  switched_.push_back(gone.state);
  observer_.disabled(sink, why);
}

/// Until something is to be claimed, until what ended is worth a record, or for that long.
asio::awaitable<void> Deliverer::rest(Duration at_most) {
  auto const end = std::chrono::steady_clock::now() + at_most;
  while (!stopping_ && !woken_.exchange(false)) {
    auto until = end;
    if (!finished_.empty()) {
      if (under_way_ == 0 || finished_.size() >= settings_.marks) co_return;
      until = std::min(until, first_finished_ + settings_.marks_wait);
    }
    auto const now = std::chrono::steady_clock::now();
    if (now >= until) co_return;
    co_await bell_->wait(std::chrono::ceil<Duration>(until - now));
  }
}

/// The end: waits for what is under way, cancels what takes longer than the grace period, records what ended.
asio::awaitable<void> Deliverer::drain() {
  for (auto& [sink, lane] : lanes_) return_waiting(lane);
  co_await wait_for_attempts(settings_.grace);
  abandon_attempts();
  co_await wait_for_attempts(settings_.last_wait);

  auto plan = std::make_shared<OutboxPlan>(make_plan(clock_.now()));
  plan->wanted.clear();
  auto job = [plan](store::Store& store) { return carry_out(*plan, store); };
  Result<OutboxRound> const recorded = co_await store_.run(std::move(job));
  if (!recorded) observer_.store_failed(recorded.error(), Duration{0});
}

asio::awaitable<void> Deliverer::wait_for_attempts(Duration at_most) {
  auto const end = std::chrono::steady_clock::now() + at_most;
  while (under_way_ > 0 && std::chrono::steady_clock::now() < end) {
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

Lane& Deliverer::lane(SinkId const& sink) {
  auto const [found, fresh] = lanes_.try_emplace(sink);
  if (fresh) {
    found->second.state.sink = sink;
    found->second.breaker = Breaker(settings_.retry.breaker);
  }
  return found->second;
}

/// What each sink can take. A sink that works well gets some more than it may have under way, so that its next attempt
/// need not wait for the disk.
std::vector<store::Wanted> Deliverer::wanted(Timestamp now) {
  std::vector<store::Wanted> all;
  std::size_t room = settings_.in_all - std::min(held_.size(), settings_.in_all);
  std::size_t const share = std::max<std::size_t>(1, settings_.in_all / std::max<std::size_t>(1, sinks_->size()));
  for (auto const& [sink, channel] : *sinks_) {
    Lane const& here = lane(sink);
    if (here.disabled() || here.paused_until > now || here.held >= share) continue;
    std::size_t const at_once = here.breaker.allows(now, channel.manners.at_once);
    std::size_t const target = at_once < channel.manners.at_once ? at_once : at_once * claimed_for_each;
    std::size_t const busy = here.sending.size() + here.waiting.size();
    std::size_t const most = std::min({target - std::min(target, busy), share - here.held, room});
    if (most == 0) continue;
    room -= most;
    all.push_back({sink, most, channel.manners.strict_order});
  }
  return all;
}

/// What was due already when the outbox was asked belongs to sinks that were busy (their attempts end the rest) or may
/// not be asked now. What has become due since then must not wait.
Duration Deliverer::sleep_until(std::optional<Timestamp> due, Timestamp asked_at) const {
  Timestamp const now = clock_.now();
  Duration sleep = settings_.longest_sleep;
  auto const wake_at = [&](Timestamp moment) {
    if (moment > asked_at) sleep = std::clamp(moment - now, Duration{0}, sleep);
  };
  if (due) wake_at(*due);
  wake_at(next_sweep_);
  for (auto const& [sink, lane] : lanes_) {
    wake_at(lane.paused_until);
    if (lane.breaker.is_open()) wake_at(lane.breaker.next_probe());
  }
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
  Lane& here = lane(held->delivery.sink);
  ++here.held;
  here.waiting.push_back(id);
  start_waiting(here);
}

/// As many as may be under way; where none may, they go back into the outbox.
void Deliverer::start_waiting(Lane& lane) {
  if (stopping_ || lane.waiting.empty()) return;
  Timestamp const now = clock_.now();
  auto const channel = sinks_->find(lane.state.sink);
  bool const usable = channel != sinks_->end() && !lane.disabled() && lane.paused_until <= now;
  std::size_t const at_once = usable ? lane.breaker.allows(now, channel->second.manners.at_once) : 0;
  while (!lane.waiting.empty() && lane.sending.size() < at_once) {
    std::int64_t const id = lane.waiting.front();
    lane.waiting.pop_front();
    send(held_.at(id), channel->second.sink);
  }
  if (at_once == 0) return_waiting(lane);
}

void Deliverer::return_waiting(Lane& lane) {
  std::ranges::copy(lane.waiting, std::back_inserter(returned_));
  if (!lane.waiting.empty()) wake();
  lane.waiting.clear();
}

void Deliverer::send(std::shared_ptr<Held> const& held, std::shared_ptr<Sink> const& sink) {
  std::int64_t const id = held->delivery.id;
  held->begun = clock_.now();
  lane(held->delivery.sink).sending.insert(id);
  ++under_way_;
  auto on_end = [this, id, held, alive = std::weak_ptr(alive_)](std::exception_ptr const& error,
                                                                DeliveryResult const& result) {
    if (!alive.expired()) ended(id, error, result);
  };
  std::shared_ptr<store::Delivery const> const delivery(held, &held->delivery);
  asio::co_spawn(executor_, attempt(sink, delivery, settings_.attempt_deadline),
                 asio::bind_cancellation_slot(held->cancel.slot(), std::move(on_end)));
}

void Deliverer::ended(std::int64_t id, std::exception_ptr const& error, DeliveryResult const& result) {
  std::shared_ptr<Held> const held = held_.at(id);
  Lane& here = lane(held->delivery.sink);
  here.sending.erase(id);
  --under_way_;
  if (held->abandoned) {
    let_go(id);
  } else {
    if (finished_.empty()) first_finished_ = std::chrono::steady_clock::now();
    finished_.push_back(error ? failed(*held, RetryLater{"the attempt was broken off", std::nullopt})
                              : judge(*held, result));
    start_waiting(here);
  }
  // In between nobody need wake: rest() knows when the first of them is to be recorded.
  bool const worth_it = finished_.size() <= 1 || finished_.size() >= settings_.marks || under_way_ == 0;
  if (worth_it || stopping_) bell_->ring();
}

/// What to record of an attempt, told to the observer too.
store::Attempt Deliverer::judge(Held const& held, DeliveryResult const& result) {
  store::Delivery const& delivery = held.delivery;
  Timestamp const now = clock_.now();
  Lane& here = lane(delivery.sink);
  if (auto const* later = std::get_if<RetryLater>(&result)) return failed(held, *later);
  store::Attempt attempt{.delivery = delivery.id, .at = now};
  if (auto const* gone = std::get_if<Gone>(&result)) {
    here.failed(held.begun, now, gone->why, random_);
    disable(delivery.sink, gone->why);
    attempt.next = now;  // as soon as the sink is enabled
    attempt.outcome = gone->why;
  } else if (auto const* dead = std::get_if<Dead>(&result)) {
    attempt.state = store::DeliveryState::dead;
    attempt.outcome = dead->why;
    observer_.dead(delivery, dead->why);
  } else {
    bool const was_down = here.breaker.is_open();
    here.succeeded(now);
    if (was_down) observer_.up(delivery.sink);
    attempt.state = store::DeliveryState::delivered;
    observer_.delivered(delivery, now - held.begun);
  }
  return attempt;
}

store::Attempt Deliverer::failed(Held const& held, RetryLater const& result) {
  store::Delivery const& delivery = held.delivery;
  Timestamp const now = clock_.now();
  Lane& here = lane(delivery.sink);
  bool const was_down = here.breaker.is_open();
  here.failed(held.begun, now, result.why, random_);
  if (result.after) here.paused_until = now + std::min(*result.after, settings_.longest_sink_pause);

  store::Attempt attempt{.delivery = delivery.id, .at = now, .outcome = result.why};
  if (auto const next = schedule_.next(delivery.attempts + 1, delivery.created, now, result.after, random_)) {
    attempt.next = *next;
    observer_.retry(delivery, result.why, *next);
  } else {
    attempt.state = store::DeliveryState::dead;
    attempt.outcome = fmt::format("gave up after {} attempts; the last: {}", delivery.attempts + 1, result.why);
    observer_.dead(delivery, attempt.outcome);
  }
  if (!was_down && here.breaker.is_open()) observer_.down(delivery.sink, result.why, here.breaker.next_probe());
  return attempt;
}

void Deliverer::let_go(std::int64_t id) {
  auto const found = held_.find(id);
  if (found == held_.end()) return;
  --lane(found->second->delivery.sink).held;
  held_.erase(found);
}

}  // namespace rasid::sinks
