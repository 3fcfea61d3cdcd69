#include "daemon/absences.h"

#include "daemon/understand.h"
#include "rules/named_feeds.h"
#include "rules/state/absent.h"

namespace rasid {
namespace {

constexpr std::size_t most_at_once = 32;
/// How long to wait for a feed to be read before looking again.
constexpr Duration look_again{10'000};

class Telling {
 public:
  Telling(store::Store& store, configuration::Snapshot const& snapshot, Timestamp now,
          routing::SilenceSet const& silences)
      : store_(store), snapshot_(snapshot), now_(now), silences_(silences) {}

  Result<AbsenceRound> run() {
    auto const due = store_.memory().due(now_, most_at_once);
    if (!due) return std::unexpected(due.error());
    for (store::DueMemory const& each : *due) {
      if (Result<> done = look(each); !done) return std::unexpected(done.error());
    }
    auto const next = store_.memory().next_due();
    if (!next) return std::unexpected(next.error());
    round_.next_due = *next;
    return std::move(round_);
  }

 private:
  Result<> look(store::DueMemory const& due) {
    rules::Watch const* const watch = snapshot_.watches.find(due.watch);
    bool const known = watch != nullptr && watch->around && watch->around->digest == due.digest;
    auto const* const absent = known ? std::get_if<rules::Absent>(&watch->around->remembering) : nullptr;
    if (absent == nullptr) return later(due);
    std::vector<FeedId> feeds;
    for (std::string const& feed : rules::named_feeds(*watch)) feeds.push_back({feed});
    auto const seen = store_.memory().seen_until(feeds);
    if (!seen) return std::unexpected(seen.error());
    auto const ends = rules::state::Quiet::read(due.bytes).due(*absent);
    if (!*seen || !ends || (*seen)->time < *ends) return later(due);

    Looked looked{due.memory, rules::state::look(*watch->around, due.key, due.bytes, now_)};
    if (looked.outcome.verdicts.front().kind != rules::state::Verdict::Kind::raise) return later(due);
    return tell(report_absence(*watch, std::move(looked), (*seen)->feed, snapshot_, now_, silences_));
  }

  Result<> tell(Findings const& report) {
    auto const recorded = store_.record_push(report.article.feed, {report.article});
    if (!recorded) return std::unexpected(recorded.error());
    auto decision = decide(store_, report, *snapshot_.policies);
    if (!decision) return std::unexpected(decision.error());
    std::ranges::move(decision->alerts, std::back_inserter(round_.alerts));
    std::ranges::move(decision->suppressions, std::back_inserter(round_.suppressions));
    return {};
  }

  /// It stays as it is and is looked at again.
  Result<> later(store::DueMemory const& due) {
    return store_.memory().save({.memory = due.memory.row,
                                 .key = due.key,
                                 .bytes = due.bytes,
                                 .touched = Timestamp::min(),
                                 .due = now_ + look_again});
  }

  store::Store& store_;
  configuration::Snapshot const& snapshot_;
  Timestamp now_;
  routing::SilenceSet const& silences_;
  AbsenceRound round_;
};

}  // namespace

Result<AbsenceRound> tell_absences(store::Store& store, configuration::Snapshot const& snapshot, Timestamp now,
                                   routing::SilenceSet const& silences) {
  return Telling(store, snapshot, now, silences).run();
}

std::vector<store::RememberingWatch> remembering_watches(rules::WatchSet const& watches, Timestamp now) {
  std::vector<store::RememberingWatch> out;
  for (rules::Watch const& watch : watches.watches()) {
    if (!watch.around || !watch.around->remembers()) continue;
    store::RememberingWatch& one = out.emplace_back();
    one.watch = watch.id;
    one.digest = watch.around->digest;
    if (auto beginning = rules::state::beginning(*watch.around, now)) {
      one.beginning = memory_part({}, *std::move(beginning));
    }
  }
  return out;
}

}  // namespace rasid
