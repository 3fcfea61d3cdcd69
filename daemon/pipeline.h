#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "daemon/articles_in_hand.h"
#include "daemon/batch_of_articles.h"
#include "daemon/configuration/snapshot.h"
#include "daemon/fetch/fetcher.h"
#include "daemon/log/log.h"
#include "daemon/page_visit.h"
#include "daemon/pipeline_reports.h"
#include "daemon/push_subscriber.h"
#include "daemon/scheduler/scheduler.h"
#include "daemon/sinks/deliverer.h"
#include "daemon/store/store_thread.h"
#include "daemon/task_group.h"
#include "daemon/timekeeper.h"
#include "extractors/model/time.h"

namespace rasid {

/// The stages of the pipeline, made by whoever runs it and outliving it.
struct Stages {
  boost::asio::io_context& io;
  boost::asio::thread_pool& workers;
  Clock const& clock;
  log::Logger const& log;
  fetch::Fetcher& fetcher;
  store::StoreThread& store;
  sinks::Deliverer& deliverer;
  Timekeeper& timekeeper;
};

/// The way of an article: schedule → fetch → parse → screen → enrich → extract → match → decide → outbox → deliver.
/// pipeline.cpp shows it from top to bottom. Everything here runs on the I/O thread, but for what it hands to the
/// workers and to the store's thread.
class Pipeline : private PushReceiver {
 public:
  Pipeline(Stages stages, std::shared_ptr<configuration::Snapshot const> snapshot);

  /// Polls, handles and delivers until stop(), then returns when what was under way has ended or `settings.drain` is
  /// over.
  boost::asio::awaitable<void> run();

  /// No new polls; queued articles stay in the store for the next start. Idempotent.
  void stop();

  [[nodiscard]] std::shared_ptr<configuration::Snapshot const> const& snapshot() const { return snapshot_; }
  /// From now on new polls and articles use `snapshot`.
  void reload(std::shared_ptr<configuration::Snapshot const> snapshot);

  /// The operator's wishes about a configured feed: polls it as soon as the floor allows, and says when that is; polls
  /// it no more until it is resumed, also after a restart.
  Timestamp poll_soon(FeedId const& feed);
  boost::asio::awaitable<Result<>> pause_feed(FeedId feed, bool paused);

  [[nodiscard]] PipelineCounts const& counts() const noexcept { return reports_.counts; }
  [[nodiscard]] PushSubscriber const& push() const noexcept { return push_; }
  [[nodiscard]] Scheduler const& scheduler() const noexcept { return scheduler_; }

 private:
  using Snapshot = std::shared_ptr<configuration::Snapshot const>;
  /// Articles on their way to the handlers. A suspect, always alone, was begun before and not ended: it may be what
  /// ended the process.
  struct Work {
    std::vector<Article> articles;
    bool suspect = false;
  };
  using Queue = boost::asio::experimental::channel<void(boost::system::error_code, Work)>;
  using OneAtATime = boost::asio::experimental::channel<void(boost::system::error_code)>;
  class SuspectTurn;

  boost::asio::awaitable<void> poll_due_feeds();
  boost::asio::awaitable<void> begin_visit(DueFeed due);
  boost::asio::awaitable<void> visit(DueFeed const& due);
  boost::asio::awaitable<Result<>> take(FeedId feed, fetch::Response document) override;
  void unpushed(FeedId const& feed) override;
  boost::asio::awaitable<void> enqueue(std::vector<Article> articles);
  boost::asio::awaitable<void> take_up_unhandled();
  boost::asio::awaitable<void> hand_over(std::vector<Article> articles);
  boost::asio::awaitable<void> send(Queue& queue, Work work);
  [[nodiscard]] bool wants_its_page(Article const& article) const;
  boost::asio::awaitable<void> handle_articles(Queue& queue);
  boost::asio::awaitable<void> handle_safely(Work work);
  boost::asio::awaitable<void> handle(Work work);
  boost::asio::awaitable<bool> begin_suspect(ArticleId const& id);
  boost::asio::awaitable<void> understand_and_settle(std::vector<Enriched> batch, Snapshot snapshot);
  boost::asio::awaitable<void> settle(std::vector<Findings> findings, Snapshot snapshot);
  std::vector<Findings> take_note(std::vector<Findings> const& findings,
                                  std::vector<Result<Decision>> const& decisions);
  boost::asio::awaitable<PageVisit> visit_page(Article const& article, configuration::Snapshot const& snapshot);
  boost::asio::awaitable<bool> pause(Duration how_long);
  boost::asio::awaitable<void> take_back(store::FeedState state);
  void configure_scheduler();
  void told(HealthReport const& health, Result<> const& reported);

  Stages at_;
  Snapshot snapshot_;
  Scheduler scheduler_;
  PushSubscriber push_;
  PipelineReports reports_;
  Queue batches_;  // of articles whose text is there
  Queue pages_;    // one by one, those whose page is to be fetched: they wait for its server, and hold nobody up
  OneAtATime suspect_turn_;
  boost::asio::steady_timer wake_polling_;
  boost::asio::steady_timer stopped_;  // expires when stop() is called
  ArticlesInHand in_hand_;
  std::size_t visits_ = 0;  // under way
  bool stopping_ = false;
  TaskGroup tasks_;  // last: its tasks use everything above
};

}  // namespace rasid
