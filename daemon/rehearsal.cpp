#include "daemon/rehearsal.h"

#include <cstdlib>

#include "daemon/absences.h"
#include "daemon/routing/due.h"
#include "daemon/store/sqlite_store.h"
#include "daemon/understand.h"
#include "rules/named_feeds.h"

namespace rasid {
namespace {

/// Of articles that are said to come from nowhere.
FeedId const nowhere{"test"};

void add(Decision const& from, WatchId const& watch, Decision& to) {
  for (Alert const& alert : from.alerts) {
    if (alert.watch == watch) to.alerts.push_back(alert);
  }
  for (store::Suppression const& each : from.suppressions) {
    if (each.watch == watch) to.suppressions.push_back(each);
  }
}

}  // namespace

Result<std::unique_ptr<Rehearsal>> Rehearsal::open(configuration::Snapshot const& snapshot) {
  std::string name = (std::filesystem::temp_directory_path() / "rasid-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    return std::unexpected(Error{{errno, std::generic_category()}, "making a folder for the tests' store"});
  }
  auto store = store::open_sqlite_store(std::filesystem::path(name) / "rasid.db");
  if (!store) {
    std::error_code ignored;
    std::filesystem::remove_all(name, ignored);
    return std::unexpected(store.error());
  }
  return std::unique_ptr<Rehearsal>(new Rehearsal(snapshot, name, *std::move(store)));
}

Rehearsal::~Rehearsal() {
  store_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Result<> Rehearsal::begin(rules::Watch const& watch, Timestamp now) {
  watch_ = &watch;
  feeds_ = {nowhere};
  for (std::string const& feed : rules::named_feeds(watch)) feeds_.push_back({feed});
  if (Result<> begun = store_->begin(); !begun) return begun;
  auto remembering = remembering_watches(snapshot_.watches, now);
  std::erase_if(remembering, [&](store::RememberingWatch const& each) { return each.watch != watch.id; });
  auto const taken = store_->memory().take_over(remembering, now);
  if (!taken) return std::unexpected(taken.error());
  if (auto const polled = poll(now, {}, nowhere); !polled) return std::unexpected(polled.error());
  return {};
}

Result<std::vector<Article>> Rehearsal::poll(Timestamp now, std::vector<Article> articles, FeedId const& feed) {
  std::vector<FeedId> all = feeds_;
  if (std::ranges::find(all, feed) == all.end()) all.push_back(feed);
  std::vector<Article> fresh;
  for (FeedId const& each : all) {
    store::FeedState const state{
        .feed = each, .url = "https://test.example/" + each.value, .last_attempt = now, .last_success = now};
    auto visit = store_->record_visit(state, each == feed ? std::move(articles) : std::vector<Article>{});
    if (!visit) return std::unexpected(visit.error());
    if (each == feed) fresh = *std::move(visit);
  }
  return fresh;
}

Result<> Rehearsal::pass_time(Timestamp now, Decision& into) {
  if (auto const polled = poll(now, {}, nowhere); !polled) return std::unexpected(polled.error());
  auto const due = routing::carry_out_due(store_->routing(), *snapshot_.policies, now);
  if (!due) return std::unexpected(due.error());
  auto const absences = tell_absences(*store_, snapshot_, now);
  if (!absences) return std::unexpected(absences.error());
  add({true, absences->alerts, absences->suppressions}, watch_->id, into);
  return {};
}

Result<Decision> Rehearsal::step(std::optional<Article> article, Timestamp now) {
  Decision out;
  out.stored = true;
  if (Result<> passed = pass_time(now, out); !passed) return std::unexpected(passed.error());
  if (!article) return out;
  if (article->feed.empty()) article->feed = nowhere;
  auto fresh = poll(now, {*article}, article->feed);
  if (!fresh) return std::unexpected(fresh.error());
  if (fresh->empty()) return out;  // nothing new: the same once more
  Findings findings = understand(std::move(fresh->front()), snapshot_, now);
  std::erase_if(findings.alerts, [&](Alert const& alert) { return alert.watch != watch_->id; });
  std::erase_if(findings.surrounded, [&](Surrounded const& each) { return each.watch != watch_->id; });
  auto const decision = decide(*store_, findings, *snapshot_.policies);
  if (!decision) return std::unexpected(decision.error());
  add(*decision, watch_->id, out);
  return out;
}

void Rehearsal::end() {
  store_->rollback();
}

}  // namespace rasid
