#include "daemon/pipeline.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <fmt/format.h>

#include "daemon/decide.h"
#include "daemon/on_worker.h"
#include "daemon/page_visit.h"
#include "daemon/read_response.h"
#include "daemon/record_visit.h"
#include "daemon/understand.h"

namespace rasid {

namespace asio = boost::asio;
using asio::experimental::awaitable_operators::operator&&;

namespace {

/// Visits under way at once, those that wait for their host or for room in the queue included. It bounds memory; how
/// many connections are open is the fetcher's to say.
constexpr std::size_t most_visits = 1024;
/// Articles that travel together: through one worker, and into the store by one job. What a feed brings at once is
/// seldom more.
constexpr std::size_t most_in_batch = 32;
/// Batches handled at once. More than there are workers, since some of them wait for the disk.
constexpr std::size_t batch_handlers = 8;
/// Articles that wait for their page at once.
constexpr std::size_t page_handlers = 128;
/// Unhandled articles read from the store at a time.
constexpr std::size_t page_size = 256;
/// How long to wait before trying again what the store refused (a full disk, say).
constexpr Duration store_pause{5'000};

/// Why the store refused the first of those it refused.
std::string first_refusal(std::vector<Result<Decision>> const& decisions) {
  auto const refused = std::ranges::find_if(decisions, [](Result<Decision> const& one) { return !one; });
  return refused == decisions.end() ? std::string() : refused->error().message();
}

/// True where stop() ended the request, not the network.
bool cut_off(Result<fetch::Response> const& response) {
  return !response && response.error().code == fetch::FetchError::cancelled;
}

}  // namespace

Pipeline::Pipeline(Stages stages, Snapshot snapshot)
    : at_(stages),
      snapshot_(std::move(snapshot)),
      scheduler_(snapshot_->settings.polling, std::random_device{}()),
      push_({at_.io, at_.clock, at_.log, at_.fetcher, at_.store}, *this),
      reports_(at_.log),
      batches_(at_.io, std::max<std::size_t>(1, snapshot_->settings.queue / most_in_batch)),
      pages_(at_.io, snapshot_->settings.queue),
      suspect_turn_(at_.io, 1),
      wake_polling_(at_.io),
      stopped_(at_.io, asio::steady_timer::time_point::max()),
      tasks_(at_.io.get_executor(), [this](std::exception_ptr const& failure) {
        at_.log.error("a task of the pipeline failed; this is a bug", {{"error", words_of(failure)}});
      }) {}

asio::awaitable<void> Pipeline::run() {
  auto states = co_await at_.store.run([](store::Store& store) { return store.feed_states(); });
  if (states) {
    scheduler_.restore(*std::move(states));
  } else {
    at_.log.error("what is known of the feeds cannot be read; all are polled anew",
                  {{"error", states.error().message()}});
  }
  configure_scheduler();
  co_await push_.load();
  push_.configure(snapshot_);

  // Before the first article: what is silenced must not be told because it came early.
  auto const silences = co_await at_.timekeeper.read_silences();
  if (!silences) at_.log.error("the silences cannot be read", {{"error", silences.error().message()}});
  co_await at_.timekeeper.take_over_memories();
  for (std::size_t i = 0; i < batch_handlers; ++i) tasks_.spawn(handle_articles(batches_));
  for (std::size_t i = 0; i < page_handlers; ++i) tasks_.spawn(handle_articles(pages_));
  tasks_.spawn(take_up_unhandled());
  tasks_.spawn(at_.deliverer.run());
  tasks_.spawn(push_.run());
  tasks_.spawn(at_.timekeeper.run());
  co_await poll_due_feeds();

  if (!co_await tasks_.wait(snapshot_->settings.drain)) {
    at_.log.warning("stopping with work under way; it is done again at the next start",
                    {{"tasks", std::to_string(tasks_.running())}});
  }
}

// schedule ------------------------------------------------------------------------------------------------------------

asio::awaitable<void> Pipeline::poll_due_feeds() {
  while (!stopping_) {
    Timestamp const now = at_.clock.now();
    while (visits_ < most_visits) {
      auto due = scheduler_.take_due(now);
      if (!due) break;
      tasks_.spawn(begin_visit(*std::move(due)));
    }
    // A visit that ends, a reload and stop() cancel the timer.
    Duration const idle = std::chrono::minutes{1};
    Timestamp const next = visits_ < most_visits ? scheduler_.next_due().value_or(now + idle) : now + idle;
    wake_polling_.expires_after(std::clamp(next - now, Duration{1}, idle));
    co_await wake_polling_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

/// Counts a visit, and keeps what goes wrong in it to its own feed.
asio::awaitable<void> Pipeline::begin_visit(DueFeed due) {
  ++visits_;
  try {
    co_await visit(due);
  } catch (std::exception const& e) {
    at_.log.error("visiting a feed failed; this is a bug", {{"feed", due.feed.id.value}, {"error", e.what()}});
    Timestamp const now = at_.clock.now();
    PollOutcome const outcome{PollOutcome::Kind::failed, e.what(), {}};
    scheduler_.finished(scheduler_.policy(now).after(due.feed, due.state, outcome, {}, now));
  }
  --visits_;
  wake_polling_.cancel();
}

/// fetch → parse → screen: one visit to one feed. Safe to repeat after a crash at any line, since the articles and the
/// validators that would hide them from the next visit are stored together.
asio::awaitable<void> Pipeline::visit(DueFeed const& due) {
  Snapshot const snapshot = snapshot_;
  fetch::Request request = request_for(due, snapshot->settings);
  Result<fetch::Response> response = co_await at_.fetcher.fetch(std::move(request));
  if (cut_off(response)) {  // says nothing about the feed: it is polled when the daemon is there again
    scheduler_.finished(due.state);
    co_return;
  }

  Timestamp const now = at_.clock.now();
  std::optional<HealthReport> health;
  auto const silences = at_.timekeeper.silences();
  auto reading = co_await on_worker(at_.workers, [&] {
    Reading read = read_response(due, response, snapshot->settings, now);
    health = health_report({due.feed, read.state}, read.outcome, *snapshot, *silences, now);
    return read;
  });
  DueFeed read{due.feed, std::move(reading.state)};

  PollPolicy policy = scheduler_.policy(now);
  if (auto const pause = push_.poll_pause(due.feed.id)) policy = policy.while_pushed(*pause);

  // The store alone knows which articles are new, and by those the scheduler learns when to come again.
  auto record = [policy, visited = std::move(read), outcome = reading.outcome, articles = std::move(reading.articles),
                 health, now](store::Store& store) mutable {
    return record_visit(store, policy, visited, outcome, std::move(articles), health, now);
  };
  auto visit = co_await at_.store.run(std::move(record));
  if (!visit) {
    at_.log.error("a poll could not be stored and is repeated",
                  {{"feed", due.feed.id.value}, {"error", visit.error().message()}});
    store::FeedState again = due.state;
    again.next_poll = now + store_pause;
    scheduler_.finished(std::move(again));
    co_return;
  }
  reports_.polled(due, visit->state, reading, response && response->not_modified());
  if (health) told(*health, visit->reported);
  co_await take_back(std::move(visit->state));
  if (reading.offer) push_.offered(due.feed, *reading.offer);
  co_await enqueue(std::move(visit->fresh));
}

/// push → screen: what a hub sent goes the way of what a poll brings. The feed's validators stay: the document need not
/// hold all that the feed does.
asio::awaitable<Result<>> Pipeline::take(FeedId feed, fetch::Response document) {
  Snapshot const snapshot = snapshot_;
  configuration::FeedSettings const* const settings = snapshot->feed(feed);
  if (settings == nullptr || scheduler_.is_paused(feed)) co_return Result<>{};
  if (stopping_) co_return failure(std::errc::operation_canceled, "taking what a hub pushed");
  DueFeed const from{*settings, {.feed = feed, .url = settings->url}};
  Timestamp const now = at_.clock.now();
  Result<fetch::Response> const response = std::move(document);
  Reading reading =
      co_await on_worker(at_.workers, [&] { return read_response(from, response, snapshot->settings, now); });
  if (reading.outcome.kind != PollOutcome::Kind::fetched) {
    at_.log.warning("what a hub pushed cannot be read", {{"feed", feed.value}, {"error", reading.outcome.error}});
    co_return Result<>{};
  }
  auto record = [feed, articles = std::move(reading.articles)](store::Store& store) mutable {
    return store.record_push(feed, std::move(articles));
  };
  auto fresh = co_await at_.store.run(std::move(record));
  if (!fresh) {
    at_.log.error("what a hub pushed could not be stored", {{"feed", feed.value}, {"error", fresh.error().message()}});
    co_return std::unexpected(fresh.error());
  }
  ++reports_.counts.pushes;
  scheduler_.pushed(feed, *fresh, now);
  co_await enqueue(std::move(*fresh));
  co_return Result<>{};
}

void Pipeline::unpushed(FeedId const& feed) {
  scheduler_.unpushed(feed, at_.clock.now());
  wake_polling_.cancel();
}

/// The feed waits for its next poll. Where the operator paused or resumed it during this one, that is stored again,
/// since the visit stored what it knew when it began.
asio::awaitable<void> Pipeline::take_back(store::FeedState state) {
  auto changed = scheduler_.finished(std::move(state));
  if (!changed) co_return;
  auto const save = [again = *std::move(changed)](store::Store& store) { return store.save_feed(again); };
  Result<> const saved = co_await at_.store.run(save);
  if (!saved) at_.log.error("a feed's pause could not be stored", {{"error", saved.error().message()}});
}

asio::awaitable<void> Pipeline::enqueue(std::vector<Article> articles) {
  PipelineCounts& counts = reports_.counts;
  for (Article const& article : articles) {
    ++(article.completion ? counts.completed : article.revision > 1 ? counts.revised : counts.new_articles);
  }
  // The same again, or an edit: what is under way ends first, so that revisions are decided in their order.
  co_await hand_over(in_hand_.take(std::move(articles), ArticlesInHand::Otherwise::hold));
}

/// A full queue holds the caller up here, and with it the polling: backpressure from the store to the network.
asio::awaitable<void> Pipeline::hand_over(std::vector<Article> articles) {
  Work batch;
  for (Article& article : articles) {
    if (wants_its_page(article)) {
      Work alone;
      alone.articles.push_back(std::move(article));
      co_await send(pages_, std::move(alone));
      continue;
    }
    batch.articles.push_back(std::move(article));
    if (batch.articles.size() == most_in_batch) co_await send(batches_, std::exchange(batch, {}));
  }
  if (!batch.articles.empty()) co_await send(batches_, std::move(batch));
}

asio::awaitable<void> Pipeline::send(Queue& queue, Work work) {
  if (!stopping_) co_await queue.async_send({}, std::move(work), asio::as_tuple(asio::use_awaitable));
}

/// What was stored but not handled when the daemon stopped or was killed.
asio::awaitable<void> Pipeline::take_up_unhandled() {
  ArticleId last;
  while (!stopping_) {
    // Named, since g++ 12 destroys a closure that owns something twice when it is a temporary of a co_await operand.
    auto next_page = [last](store::Store& store) { return store.unhandled_articles(page_size, last); };
    auto page = co_await at_.store.run(std::move(next_page));
    if (!page || page->empty()) {
      if (!page) at_.log.error("unhandled articles cannot be read", {{"error", page.error().message()}});
      co_return;
    }
    last = page->back().id;
    // A page may hold what a visit has brought since: that is in hand already.
    for (Article& article : in_hand_.take(*std::move(page), ArticlesInHand::Otherwise::forget)) {
      bool const waits = wants_its_page(article);
      Work alone{{}, true};
      alone.articles.push_back(std::move(article));
      co_await send(waits ? pages_ : batches_, std::move(alone));
    }
  }
}

// enrich → extract → match → decide -----------------------------------------------------------------------------------

asio::awaitable<void> Pipeline::handle_articles(Queue& queue) {
  while (!stopping_) {
    auto [closed, work] = co_await queue.async_receive(asio::as_tuple(asio::use_awaitable));
    while (!closed && !stopping_ && !work.articles.empty()) {
      std::vector<ArticleId> ids;
      for (Article const& article : work.articles) ids.push_back(article.id);
      co_await handle_safely(std::move(work));
      work = {in_hand_.done(ids), false};  // edits that came meanwhile
    }
  }
}

asio::awaitable<void> Pipeline::handle_safely(Work work) {
  ArticleId const first = work.articles.front().id;
  try {
    co_await handle(std::move(work));
  } catch (std::exception const& e) {
    // They stay unhandled in the store, so that a start with a corrected program takes them up again.
    at_.log.error("handling articles failed; this is a bug", {{"article", first.value}, {"error", e.what()}});
  }
}

/// Suspects are worked on one at a time: should the process end, one of them alone is to blame.
class Pipeline::SuspectTurn {
 public:
  explicit SuspectTurn(OneAtATime& turn) : turn_(turn) {}
  ~SuspectTurn() {
    turn_.try_receive([](boost::system::error_code) {});
  }
  SuspectTurn(SuspectTurn const&) = delete;
  SuspectTurn& operator=(SuspectTurn const&) = delete;

 private:
  OneAtATime& turn_;
};

asio::awaitable<void> Pipeline::handle(Work work) {
  Snapshot const snapshot = snapshot_;
  ArticleId const first = work.articles.front().id;
  std::vector<Enriched> batch;
  for (Article& article : work.articles) {
    PageVisit visit = co_await visit_page(article, *snapshot);
    if (visit.cut_off) co_return;  // it is unhandled in the store, and taken up at the next start
    batch.push_back({std::move(article), std::move(visit.page), visit.again});
  }
  if (!work.suspect) {
    co_await understand_and_settle(std::move(batch), snapshot);
    co_return;
  }
  auto const [closed] = co_await suspect_turn_.async_send({}, asio::as_tuple(asio::use_awaitable));
  if (closed) co_return;
  SuspectTurn const turn(suspect_turn_);
  bool const go_on = co_await begin_suspect(first);
  if (go_on) co_await understand_and_settle(std::move(batch), snapshot);
}

/// Counts the attempt before its work begins; false where there were too many.
asio::awaitable<bool> Pipeline::begin_suspect(ArticleId const& id) {
  auto const begin = [id, now = at_.clock.now()](store::Store& store) { return store.begin_again(id, now); };
  auto const begun = co_await at_.store.run(begin);
  if (begun && *begun) co_return true;
  if (!begun) {
    at_.log.error("an attempt at an article cannot be counted; it is left for the next start",
                  {{"article", id.value}, {"error", begun.error().message()}});
    co_return false;
  }
  ++reports_.counts.quarantined;
  at_.log.error("an article is quarantined: its handling was begun and never ended; see: rasid quarantine",
                {{"article", id.value}, {"attempts", std::to_string(store::most_attempts)}});
  co_return false;
}

asio::awaitable<void> Pipeline::understand_and_settle(std::vector<Enriched> batch, Snapshot snapshot) {
  auto const silences = at_.timekeeper.silences();
  Understood understood = co_await on_worker(
      at_.workers, [&] { return understand_all(std::move(batch), *snapshot, at_.clock.now(), *silences); });
  for (auto const& [id, error] : understood.failed) {
    at_.log.error("an article cannot be understood; this is a bug", {{"article", id.value}, {"error", error}});
  }
  co_await settle(std::move(understood.findings), std::move(snapshot));
}

/// decide → outbox, in one transaction on the store's thread. What the store refuses is tried until it takes it.
asio::awaitable<void> Pipeline::settle(std::vector<Findings> findings, Snapshot snapshot) {
  while (!findings.empty()) {
    auto const shared = std::make_shared<std::vector<Findings> const>(std::move(findings));
    auto const decide_them = [shared, policies = snapshot->policies](store::Store& store) {
      return Result<std::vector<Result<Decision>>>(decide_all(store, *shared, *policies));
    };
    auto const decisions = co_await at_.store.run(decide_them);
    findings = decisions ? take_note(*shared, *decisions) : *shared;
    if (findings.empty()) co_return;
    at_.log.error("articles could not be stored and are tried again",
                  {{"articles", std::to_string(findings.size())},
                   {"error", decisions ? first_refusal(*decisions) : decisions.error().message()},
                   {"next_try_in", to_text(store_pause)}});
    // Not in the loop's condition: g++ 12 evaluates a co_await behind && there whatever stands before it.
    bool const go_on = co_await pause(store_pause);
    if (!go_on) co_return;  // they are unhandled in the store, and taken up at the next start
  }
}

/// Reports what was decided and wakes who waits for it; returns the findings that the store refused.
std::vector<Findings> Pipeline::take_note(std::vector<Findings> const& findings,
                                          std::vector<Result<Decision>> const& decisions) {
  std::vector<Findings> refused;
  bool told = false;
  bool waits = false;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (!decisions[i]) {
      refused.push_back(findings[i]);
      continue;
    }
    reports_.decided(findings[i], *decisions[i]);
    for (Alert const& alert : decisions[i]->alerts) {
      told = true;
      waits = waits || !alert.held.empty() || !alert.follow_ups.empty();
    }
  }
  if (told) at_.deliverer.wake();
  if (waits) at_.timekeeper.wake();
  return refused;
}

bool Pipeline::wants_its_page(Article const& article) const {
  configuration::FeedSettings const* const feed = snapshot_->feed(article.feed);
  return feed != nullptr && wants_page(article, *feed);
}

/// The linked page where the item carries only a summary. A page that cannot be had leaves the summary, and may be
/// asked for again when the feed is visited later.
asio::awaitable<PageVisit> Pipeline::visit_page(Article const& article, configuration::Snapshot const& snapshot) {
  configuration::FeedSettings const* feed = snapshot.feed(article.feed);
  if (feed == nullptr || !wants_page(article, *feed)) co_return PageVisit{};
  fetch::Request request = page_request(article, *feed, snapshot.settings);
  Result<fetch::Response> response = co_await at_.fetcher.fetch(std::move(request));
  PageVisit visit;
  visit.cut_off = cut_off(response);
  if (visit.cut_off) co_return visit;
  if (response && response->ok() && response->header("content-type").find("html") != std::string::npos) {
    visit.page = *std::move(response);
    co_return visit;
  }
  visit.again = page_again(article, response, at_.clock.now());
  at_.log.debug("no page for an article; its summary stands",
                {{"article", article.id.value},
                 {"url", article.url},
                 {"error", response ? fmt::format("HTTP {}", response->status) : response.error().message()}});
  co_return visit;
}

// ---------------------------------------------------------------------------------------------------------------------

void Pipeline::stop() {
  if (std::exchange(stopping_, true)) return;
  at_.deliverer.stop();
  push_.stop();
  at_.timekeeper.stop();
  at_.fetcher.stop();
  for (Queue* const queue : {&batches_, &pages_}) {
    queue->close();
    queue->cancel();
  }
  suspect_turn_.close();
  suspect_turn_.cancel();
  wake_polling_.cancel();
  stopped_.expires_at(asio::steady_timer::time_point::min());
}

void Pipeline::reload(Snapshot snapshot) {
  snapshot_ = std::move(snapshot);
  configure_scheduler();
  push_.configure(snapshot_);
  wake_polling_.cancel();
}

Timestamp Pipeline::poll_soon(FeedId const& feed) {
  Timestamp const now = at_.clock.now();
  auto const state = scheduler_.poll_soon(feed, now);
  wake_polling_.cancel();
  return state ? state->next_poll : now;
}

asio::awaitable<Result<>> Pipeline::pause_feed(FeedId feed, bool paused) {
  auto state = scheduler_.pause(feed, paused, at_.clock.now());
  wake_polling_.cancel();
  if (!state) co_return Result<>{};
  auto const save = [changed = *std::move(state)](store::Store& store) { return store.save_feed(changed); };
  Result<> saved = co_await at_.store.run(save);
  co_return saved;
}

void Pipeline::configure_scheduler() {
  // Shares the snapshot: the feeds' settings are kept once.
  Scheduler::Feeds const feeds(snapshot_, &snapshot_->feeds);
  scheduler_.configure(snapshot_->settings.polling, feeds, at_.clock.now());
}

/// False where stop() ended the wait.
asio::awaitable<bool> Pipeline::pause(Duration how_long) {
  if (stopping_) co_return false;
  using asio::experimental::awaitable_operators::operator||;
  asio::steady_timer timer(at_.io, how_long);
  co_await (timer.async_wait(asio::as_tuple(asio::use_awaitable)) ||
            stopped_.async_wait(asio::as_tuple(asio::use_awaitable)));
  co_return !stopping_;
}

void Pipeline::told(HealthReport const& health, Result<> const& reported) {
  reports_.health(health, reported);
  if (reported && health.goes_to_somebody()) at_.deliverer.wake();
}

}  // namespace rasid
