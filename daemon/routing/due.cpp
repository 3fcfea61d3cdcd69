#include "daemon/routing/due.h"

#include <algorithm>

#include "daemon/routing/digest_message.h"
#include "daemon/routing/follow_up_message.h"
#include "daemon/routing/place.h"

namespace rasid::routing {
namespace {

constexpr std::size_t most_at_once = 32;

class Round {
 public:
  Round(store::RoutingStore& store, Policies const& policies, Timestamp now)
      : store_(store), policies_(policies), now_(now) {}

  Result<DueRound> run() {
    auto const batches = store_.due_batches(now_, most_at_once);
    if (!batches) return std::unexpected(batches.error());
    for (store::HeldBatch const& batch : *batches) {
      if (Result<> sent = send(batch); !sent) return std::unexpected(sent.error());
    }
    // One at a time: each makes the alert's next revision.
    std::size_t followed = 0;
    for (; followed < most_at_once; ++followed) {
      auto const due = store_.due_follow_ups(now_, 1);
      if (!due) return std::unexpected(due.error());
      if (due->empty()) break;
      if (Result<> done = follow_up(due->front()); !done) return std::unexpected(done.error());
    }
    auto const next = store_.next_due();
    if (!next) return std::unexpected(next.error());
    round_.next_due = *next;
    round_.more = *next && **next <= now_;
    return round_;
  }

 private:
  [[nodiscard]] SinkPolicy const& policy_of(SinkId const& sink) const {
    static SinkPolicy const none;
    auto const found = policies_.find(sink);
    return found == policies_.end() ? none : found->second;
  }

  Result<> send(store::HeldBatch const& batch) {
    auto const all = store_.held(batch, most_in_digest);
    if (!all) return std::unexpected(all.error());
    if (all->empty()) return {};
    if (batch.batch.starts_with(waiting_batch)) return tell_at_last(batch, *all);
    SinkPolicy const& policy = policy_of(batch.sink);
    Severity const severity = std::ranges::max_element(*all, {}, &store::HeldMessage::severity)->severity;
    if (auto const until = quiet_until(policy, severity, now_)) return store_.postpone(batch, *until);
    std::vector<store::HeldMessage> const latest = latest_of_each(*all);
    if (latest.size() == 1) {  // it says more than a digest of it would
      if (Result<> released = store_.release(batch, latest, now_); !released) return released;
      ++round_.released;
    } else {
      Alert const digest = digest_of(batch, latest, policy.time_zone, now_);
      if (Result<> told = store_.tell(digest, latest.back().alert); !told) return told;
      ++round_.digests;
    }
    if (policy.rate) {
      if (Result<> noted = store_.note_sent(batch.sink, now_); !noted) return noted;
    }
    return store_.forget_held(batch, *all);
  }

  /// The latest revision of an alert that waited for others to join it; now its sink's own policy has its say.
  Result<> tell_at_last(store::HeldBatch const& batch, std::vector<store::HeldMessage> const& all) {
    store::HeldMessage const latest = latest_of_each(all).front();
    Alert message;
    message.id = latest.alert;
    message.revision = latest.revision;
    message.watch = latest.watch;
    message.story = latest.story;
    message.severity = latest.severity;
    message.decided = now_;
    message.sinks = {batch.sink};
    if (Result<> placed = place(message, policies_, store_); !placed) return placed;
    if (Result<> held = store_.hold(message); !held) return held;
    if (!message.sinks.empty()) {
      if (Result<> released = store_.release(batch, {latest}, now_); !released) return released;
      ++round_.released;
    }
    return store_.forget_held(batch, all);
  }

  Result<> follow_up(store::DueFollowUp const& due) {
    SinkPolicy const& policy = policy_of(due.what.sink);
    bool const reminder = due.what.kind == FollowUp::Kind::reminder;
    std::size_t const steps = !reminder ? policy.escalations.size() : policy.reminders ? policy.reminders->times : 0;
    // Somebody has seen it, or the configuration asks for it no more.
    if (due.acknowledged || due.what.step > steps) return store_.end_follow_up(due, std::nullopt);

    Alert message = follow_up_message(due, static_cast<std::uint32_t>(steps), now_);
    message.sinks = reminder ? std::vector{due.what.sink} : policy.escalations[due.what.step - 1].sinks;
    if (Result<> placed = place_follow_up(message, policies_, store_); !placed) return placed;
    if (Result<> told = store_.tell(message, due.alert); !told) return told;
    std::optional<FollowUp> next;
    if (reminder && due.what.step < steps) {
      next = due.what;
      ++next->step;
      next->due = now_ + policy.reminders->every;
    }
    ++(reminder ? round_.reminders : round_.escalations);
    return store_.end_follow_up(due, next);
  }

  store::RoutingStore& store_;
  Policies const& policies_;
  Timestamp now_;
  DueRound round_;
};

}  // namespace

Result<DueRound> carry_out_due(store::RoutingStore& store, Policies const& policies, Timestamp now) {
  return Round(store, policies, now).run();
}

}  // namespace rasid::routing
