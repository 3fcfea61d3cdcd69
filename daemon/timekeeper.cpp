#include "daemon/timekeeper.h"

#include <algorithm>
#include <utility>

namespace rasid {

namespace asio = boost::asio;

namespace {

/// The store is looked at at least so often: another process may have changed a silence, and a command that could not
/// reach us did not say so.
constexpr Duration longest_sleep{1'000};
constexpr Duration store_pause{5'000};
/// Parts of memories that are forgotten in one round.
constexpr std::size_t forgotten_at_once = 500;
/// Watches that are named in the log one by one.
constexpr std::size_t most_named = 20;
/// What is old is looked for so often, and deleted in steps with pauses between, so that no article waits for it.
constexpr Duration sweep_every = std::chrono::hours{1};
constexpr Duration between_steps{200};
constexpr std::size_t swept_in_a_step = 200;

}  // namespace

Timekeeper::Timekeeper(asio::any_io_executor executor, store::StoreThread& store, Clock const& clock,
                       log::Logger const& log, std::shared_ptr<configuration::Snapshot const> snapshot,
                       std::function<void()> told)
    : store_(store),
      clock_(clock),
      log_(log),
      snapshot_(std::move(snapshot)),
      told_(std::move(told)),
      bell_(std::make_shared<sinks::Bell>(std::move(executor))) {}

void Timekeeper::stop() {
  stopping_ = true;
  bell_->ring();
}

void Timekeeper::wake() {
  bell_->ring();
}

void Timekeeper::reload(std::shared_ptr<configuration::Snapshot const> snapshot) {
  snapshot_ = std::move(snapshot);
  know(silences_->all());
  reloaded_ = true;
  wake();
}

asio::awaitable<void> Timekeeper::run() {
  while (!stopping_) {
    Duration const pause = co_await round();
    if (!stopping_ && pause > Duration{0}) co_await bell_->wait(pause);
  }
}

/// Does what is due; returns for how long there is nothing more to do.
asio::awaitable<Duration> Timekeeper::round() {
  Timestamp const now = clock_.now();
  if (reloaded_) co_await take_over_memories();
  auto job = [snapshot = snapshot_, muted_by = silences_, now, known = known_changes_,
              old = horizon(now)](store::Store& store) -> Result<Round> {
    Round round;
    auto const changes = store.changes_by_others();
    if (!changes) return std::unexpected(changes.error());
    round.changes = *changes;
    if (known != *changes) {
      auto silences = store.routing().silences(now);
      if (!silences) return std::unexpected(silences.error());
      round.silences = *std::move(silences);
    }
    auto due = routing::carry_out_due(store.routing(), *snapshot->policies, now);
    if (!due) return std::unexpected(due.error());
    round.due = *due;
    auto absences = tell_absences(store, *snapshot, now, *muted_by);
    if (!absences) return std::unexpected(absences.error());
    round.absences = *std::move(absences);
    if (auto const forgotten = store.memory().forget(now, forgotten_at_once); !forgotten) {
      return std::unexpected(forgotten.error());
    }
    if (old) {
      auto swept = store.sweep(*old, swept_in_a_step);
      if (!swept) return std::unexpected(swept.error());
      round.swept = *swept;
    }
    return round;
  };
  Result<Round> done = co_await store_.run(std::move(job));
  if (!done) {
    log_.error("held alerts and silences cannot be read or written",
               {{"error", done.error().message()}, {"next_try_in", to_text(store_pause)}});
    co_return store_pause;
  }
  known_changes_ = done->changes;
  note(done->swept, now);
  if (done->silences) know(*std::move(done->silences));
  routing::DueRound const& due = done->due;
  if (due.told()) {
    log_.info("sent what had waited", {{"digests", std::to_string(due.digests)},
                                       {"alerts", std::to_string(due.released)},
                                       {"reminders", std::to_string(due.reminders)},
                                       {"escalations", std::to_string(due.escalations)}});
    told_();
  }
  for (Alert const& alert : done->absences.alerts) {
    log_.info("alert", {{"watch", alert.watch.value}, {"alert", alert.id.value}, {"because", "nothing came"}});
  }
  if (!done->absences.alerts.empty()) told_();
  if (due.more) co_return Duration{0};
  Duration const sleep = std::clamp(next_sweep_ - clock_.now(), Duration{1}, longest_sleep);
  co_return due.next_due ? std::clamp(*due.next_due - clock_.now(), Duration{1}, sleep) : sleep;
}

/// What is to be deleted now; nothing where it is not the time.
std::optional<store::Horizon> Timekeeper::horizon(Timestamp now) const {
  if (now < next_sweep_) return std::nullopt;
  auto const before = [now](Duration kept) {
    return kept > Duration{0} ? std::optional<Timestamp>(now - kept) : std::nullopt;
  };
  configuration::RetentionSettings const& kept = snapshot_->settings.retention;
  return store::Horizon{before(kept.articles), before(kept.alerts), before(kept.silences)};
}

void Timekeeper::note(store::Swept const& swept, Timestamp now) {
  if (now < next_sweep_) return;
  swept_.articles += swept.articles;
  swept_.alerts += swept.alerts;
  swept_.silences += swept.silences;
  next_sweep_ = now + (swept.more ? between_steps : sweep_every);
  if (swept.more) return;
  if (swept_.articles + swept_.alerts + swept_.silences > 0) {
    log_.info("swept away what was kept long enough", {{"articles", std::to_string(swept_.articles)},
                                                       {"alerts", std::to_string(swept_.alerts)},
                                                       {"silences", std::to_string(swept_.silences)}});
  }
  swept_ = {};
}

asio::awaitable<void> Timekeeper::take_over_memories() {
  auto job = [snapshot = snapshot_, now = clock_.now()](store::Store& store) {
    return store.memory().take_over(remembering_watches(snapshot->watches, now), now);
  };
  reloaded_ = false;
  Result<store::MemoriesTaken> taken = co_await store_.run(std::move(job));
  if (!taken) {
    log_.error("the watches' memories cannot be taken over", {{"error", taken.error().message()}});
    reloaded_ = true;
    co_return;
  }
  for (std::size_t i = 0; i < std::min(taken->begun_anew.size(), most_named); ++i) {
    log_.warning("the memory of a watch begins anew, since what it counts has changed",
                 {{"watch", taken->begun_anew[i].value}});
  }
  if (taken->begun_anew.size() > most_named) {
    log_.warning("and so do those of more watches",
                 {{"watches", std::to_string(taken->begun_anew.size() - most_named)}});
  }
}

asio::awaitable<Result<std::size_t>> Timekeeper::read_silences() {
  auto job = [now = clock_.now()](store::Store& store) { return store.routing().silences(now); };
  auto silences = co_await store_.run(std::move(job));
  if (!silences) co_return std::unexpected(silences.error());
  std::size_t const count = silences->size();
  know(*std::move(silences));
  co_return count;
}

void Timekeeper::know(std::vector<store::Silence> silences) {
  if (silences == silences_->all() && silences_->fits(snapshot_->about_alerts)) return;
  silences_ = std::make_shared<routing::SilenceSet const>(std::move(silences), snapshot_->about_alerts);
  for (auto const& [id, why] : silences_->broken()) {
    log_.warning("a silence mutes nothing", {{"silence", id}, {"error", why}, {"remedy", "rasid silence list"}});
  }
}

}  // namespace rasid
