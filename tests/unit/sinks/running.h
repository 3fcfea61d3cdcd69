#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "daemon/sinks/deliverer.h"
#include "daemon/sinks/webhook_sink.h"
#include "daemon/store/sqlite_store.h"
#include "tests/support/http_server.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait.h"
#include "tests/unit/sinks/expected_signature.h"

namespace rasid::sinks {

/// Counts the outcomes it is told of and keeps what was said.
class Watching final : public DeliveryObserver {
 public:
  void delivered(store::Delivery const&, Duration) override { ++delivered_count; }
  void retry(store::Delivery const&, std::string_view why, Timestamp) override { say(why, retries); }
  void dead(store::Delivery const&, std::string_view why) override { say(why, dead_count); }
  void down(SinkId const&, std::string_view why, Timestamp) override { say(why, down_count); }
  void up(SinkId const&) override { ++up_count; }
  void disabled(SinkId const&, std::string_view why) override { say(why, disabled_count); }
  void store_failed(Error const& error, Duration) override { say(error.message(), store_failures); }

  [[nodiscard]] std::vector<std::string> said() const {
    std::lock_guard const lock(mutex_);
    return said_;
  }
  std::atomic<int> delivered_count{0}, retries{0}, dead_count{0}, store_failures{0}, down_count{0}, up_count{0},
      disabled_count{0};

 private:
  void say(std::string_view what, std::atomic<int>& count) {
    {
      std::lock_guard const lock(mutex_);
      said_.emplace_back(what);
    }
    ++count;
  }
  mutable std::mutex mutex_;
  std::vector<std::string> said_;
};

/// The machine's clock, put forward by a test.
class ForwardClock final : public Clock {
 public:
  [[nodiscard]] Timestamp now() const override { return SystemClock{}.now() + Duration{ahead_.load()}; }
  void put_forward(Duration by) { ahead_ += by.count(); }

 private:
  std::atomic<Duration::rep> ahead_{0};
};

/// The work on the store that decides an alert called "alr_<name>" for these sinks.
inline std::function<Result<bool>(store::Store&)> decide(std::string const& name, std::vector<SinkId> const& sinks,
                                                         Timestamp now, std::string const& story = {}) {
  return [=](store::Store& store) -> Result<bool> {
    Article article{.id = {name}, .feed = {"f"}, .url = "https://x.example/" + name, .title = name, .fetched = now};
    store::FeedState state{.feed = {"f"}, .url = "https://x.example/feed"};
    if (auto seen = store.record_visit(state, {article}); !seen) return std::unexpected(seen.error());
    Alert alert{
        .id = {"alr_" + name}, .watch = {"w"}, .story = {"s_" + (story.empty() ? name : story)}, .article = article.id};
    alert.decided = now;
    alert.payload = R"({"text":"قآني"})";
    alert.sinks = sinks;
    store::HandledArticle handled{.article = article, .story = alert.story, .alerts = {alert}};
    return store.finish_article(handled);
  };
}

/// The real schedule, thousands of times as fast.
inline DelivererSettings quick() {
  using namespace std::chrono_literals;
  DelivererSettings settings;
  settings.grace = 100ms;
  settings.store_pause = 20ms;
  settings.retry.pauses = {0ms, 50ms, 50ms, 50ms};
  settings.retry.then_every = 50ms;
  settings.retry.give_up_after = 1h;
  settings.retry.breaker = {.failures = 5, .probe_after = 20ms, .longest_pause = 50ms};
  return settings;
}

/// One receiver as a test describes it.
struct Receiver {
  std::string url;
  std::vector<std::string> secrets{secret_text};
  Manners manners{.configured_as = url};  // as far as these tests go, the URL is the configuration
};
using Receivers = std::map<std::string, Receiver>;

/// A store, a fetcher and a deliverer on a thread of their own, for as long as it lives.
class Running {
 public:
  using Wrap = std::function<std::unique_ptr<store::Store>(std::unique_ptr<store::Store>)>;

  Running(
      test::TempFolder const& folder, Receivers const& receivers, Watching& watching,
      DelivererSettings settings = quick(), Wrap const& wrap = [](auto store) { return store; })
      : store_(wrap(store::open_sqlite_store(folder / "rasid.db").value())),
        fetcher_(io_.get_executor(), {.user_agent = "Rasid/test", .connections_per_host = 8}),
        deliverer_(io_.get_executor(), store_, clock_, watching, std::move(settings)) {
    deliverer_.set_sinks(sinks_for(receivers));
    boost::asio::co_spawn(io_, deliverer_.run(), boost::asio::detached);
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Running() {
    deliverer_.stop();
    thread_.join();
    store_.stop();
  }
  Running(Running const&) = delete;
  Running& operator=(Running const&) = delete;

  [[nodiscard]] ForwardClock& clock() { return clock_; }

  /// Of a story of its own, unless told.
  void alert(std::string const& name, std::vector<SinkId> const& sinks, std::string const& story = {}) {
    Result<bool> const stored = ask(decide(name, sinks, clock_.now(), story));
    EXPECT_TRUE(stored.has_value()) << (stored ? "" : stored.error().message());
    deliverer_.wake();
  }

  std::vector<store::SinkState> sink_states() {
    return ask(std::function([](store::Store& store) { return store.sink_states(); })).value();
  }

  store::Totals totals() {
    return ask(std::function([](store::Store& store) { return store.totals(); })).value();
  }

  /// As a reload of the configuration does it.
  void set_receivers(Receivers const& receivers) {
    boost::asio::post(io_, std::packaged_task<void()>([&] { deliverer_.set_sinks(sinks_for(receivers)); })).get();
  }

 private:
  template <class T>
  Result<T> ask(std::function<Result<T>(store::Store&)> job) {
    auto asked = [](store::StoreThread& store, auto work) -> boost::asio::awaitable<std::optional<Result<T>>> {
      co_return co_await store.run(std::move(work));
    };
    return *boost::asio::co_spawn(io_, asked(store_, std::move(job)), boost::asio::use_future).get();
  }

  std::shared_ptr<SinkMap const> sinks_for(Receivers const& receivers) {
    auto sinks = std::make_shared<SinkMap>();
    for (auto const& [id, receiver] : receivers) {
      WebhookSettings webhook{.id = {id}, .url = receiver.url, .timeout = Duration{5'000}};
      webhook.allow_private_addresses = true;
      for (auto const& secret : receiver.secrets) webhook.secrets.push_back(Secret::parse(secret).value());
      (*sinks)[{id}] = {WebhookSink::make(std::move(webhook), fetcher_, clock_, log_).value(), receiver.manners};
    }
    return sinks;
  }

  ForwardClock clock_;
  log::Logger log_{[](log::Level, std::string_view) {}};
  boost::asio::io_context io_;
  store::StoreThread store_;
  fetch::Fetcher fetcher_;
  Deliverer deliverer_;
  std::thread thread_;
};

}  // namespace rasid::sinks
