// What goes wrong around the deliverer: the store, and sinks with bugs.
#include <gmock/gmock.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "tests/unit/sinks/running.h"

namespace rasid::sinks {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using testing::Contains;
using testing::HasSubstr;

/// A store that works but for claims and the state of sinks while `broken` says so.
class BrokenOutbox final : public store::Store {
 public:
  struct Broken {
    std::atomic<bool> claims{false}, states{false};
    std::atomic<ForwardClock*> slow{nullptr};  // answering takes until two hours later where that is far ahead
  };
  BrokenOutbox(std::unique_ptr<store::Store> inner, Broken const& broken) : inner_(std::move(inner)), broken_(broken) {}

  Result<> begin() override { return inner_->begin(); }
  Result<> commit() override { return inner_->commit(); }
  void rollback() noexcept override { inner_->rollback(); }
  Result<std::vector<store::FeedState>> feed_states() override { return inner_->feed_states(); }
  Result<> save_feed(store::FeedState const& state) override { return inner_->save_feed(state); }
  Result<std::vector<Article>> record_push(FeedId const& feed, std::vector<Article> articles) override {
    return inner_->record_push(feed, std::move(articles));
  }
  Result<std::vector<store::PushSubscription>> push_subscriptions() override { return inner_->push_subscriptions(); }
  Result<> save_push(store::PushSubscription const& subscription) override { return inner_->save_push(subscription); }
  Result<> forget_push(std::string const& token) override { return inner_->forget_push(token); }
  Result<std::vector<Article>> record_visit(store::FeedState const& state, std::vector<Article> articles) override {
    return inner_->record_visit(state, std::move(articles));
  }
  Result<std::vector<Article>> unhandled_articles(std::size_t most, ArticleId const& after) override {
    return inner_->unhandled_articles(most, after);
  }
  Result<std::optional<store::KnownAlert>> find_alert(Alert const& alert, FeedId const& feed) override {
    return inner_->find_alert(alert, feed);
  }
  Result<store::Swept> sweep(store::Horizon const& horizon, std::size_t most) override {
    return inner_->sweep(horizon, most);
  }
  Result<std::vector<store::AlertSource>> alert_sources(AlertId const& id, std::size_t most) override {
    return inner_->alert_sources(id, most);
  }
  Result<std::optional<store::StoryPlace>> find_story(stories::Traits const& traits,
                                                      stories::Settings const& settings) override {
    return inner_->find_story(traits, settings);
  }
  Result<bool> begin_again(ArticleId const& id, Timestamp now) override { return inner_->begin_again(id, now); }
  Result<> forgive_attempts() override { return inner_->forgive_attempts(); }
  Result<std::size_t> release_quarantined(ArticleId const& id) override { return inner_->release_quarantined(id); }
  Result<bool> finish_article(store::HandledArticle const& handled) override { return inner_->finish_article(handled); }
  Result<bool> has_alert(AlertId const& id) override { return inner_->has_alert(id); }
  Result<store::Claim> claim_deliveries(Timestamp now, Timestamp lease_until,
                                        std::vector<store::Wanted> const& wanted) override {
    if (broken_.claims) return failure(std::errc::io_error, "claiming deliveries");
    auto claim = inner_->claim_deliveries(now, lease_until, wanted);
    ForwardClock* const clock = broken_.slow;
    if (clock != nullptr && claim && claim->next_due && *claim->next_due > clock->now() + 30min) {
      clock->put_forward(2h);
    }
    return claim;
  }
  Result<> give_back(std::vector<std::int64_t> const& deliveries) override { return inner_->give_back(deliveries); }
  Result<> record_attempts(std::vector<store::Attempt> const& attempts) override {
    return inner_->record_attempts(attempts);
  }
  Result<> release_leases() override { return inner_->release_leases(); }
  Result<std::vector<store::SinkState>> sink_states() override {
    if (broken_.states) return failure(std::errc::io_error, "reading the sinks");
    return inner_->sink_states();
  }
  Result<> note_health(store::SinkState const& state) override { return inner_->note_health(state); }
  Result<> set_disabled(store::SinkState const& state) override { return inner_->set_disabled(state); }
  Result<std::int64_t> changes_by_others() override { return inner_->changes_by_others(); }
  Result<std::size_t> sweep_deliveries(Timestamp delivered, Timestamp dead, std::size_t most) override {
    return inner_->sweep_deliveries(delivered, dead, most);
  }
  store::RoutingStore& routing() override { return inner_->routing(); }
  store::MemoryStore& memory() override { return inner_->memory(); }
  Result<store::Totals> totals() override { return inner_->totals(); }

 private:
  std::unique_ptr<store::Store> inner_;
  Broken const& broken_;
};

Running::Wrap breaking(BrokenOutbox::Broken const& broken) {
  return [&](std::unique_ptr<store::Store> store) { return std::make_unique<BrokenOutbox>(std::move(store), broken); };
}

TEST(DelivererFailures, TellsOfClaimsThatFailAndDeliversOnceTheyWork) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  BrokenOutbox::Broken broken;
  broken.claims = true;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching, quick(), breaking(broken));
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return watching.store_failures >= 3; })) << "and goes on asking";
  EXPECT_THAT(watching.said(), Contains(HasSubstr("claiming deliveries")));
  EXPECT_EQ(watching.delivered_count, 0);
  broken.claims = false;
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  ASSERT_TRUE(test::wait_for([&] { return running.totals().delivered == 1; }));
}

TEST(DelivererFailures, RecordsWhatEndedEvenWhereTheNextClaimFails) {
  test::TempFolder folder;
  BrokenOutbox::Broken broken;
  test::HttpServer receiver([&](test::Seen const&) {
    broken.claims = true;  // from before the attempt is recorded
    return test::Reply{};
  });
  Watching watching;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching, quick(), breaking(broken));
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return watching.store_failures >= 1 && watching.delivered_count == 1; }));
  EXPECT_TRUE(test::wait_for([&] { return running.totals().delivered == 1; }));
  EXPECT_EQ(receiver.requests().size(), 1U);
}

TEST(DelivererFailures, TellsWhenItCannotLearnHowTheSinksAre) {
  test::TempFolder folder;
  Watching watching;
  BrokenOutbox::Broken broken;
  broken.states = true;
  Running running(folder, {}, watching, quick(), breaking(broken));
  ASSERT_TRUE(test::wait_for([&] { return watching.store_failures >= 2; }));
  EXPECT_THAT(watching.said(), Contains(HasSubstr("reading the sinks")));
}

TEST(DelivererFailures, DoesNotSleepOnWhatBecameDueWhileTheStoreAnswered) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.status = 500}; });
  Watching watching;
  BrokenOutbox::Broken broken;
  DelivererSettings settings = quick();
  settings.retry.pauses = {0ms, 1h};
  settings.longest_sleep = 1h;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching, settings, breaking(broken));
  broken.slow = &running.clock();
  running.alert("one", {{"desk"}});
  EXPECT_TRUE(receiver.wait_for_requests(2));
}

/// Goes on whoever cancels it, until it is let go.
class DeafSink final : public Sink {
 public:
  explicit DeafSink(asio::io_context& io) : let_go_(io, asio::steady_timer::time_point::max()) {}

  [[nodiscard]] SinkId const& id() const noexcept override { return id_; }
  asio::awaitable<DeliveryResult> deliver(store::Delivery const& delivery) override {
    ++begun;
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    co_await let_go_.async_wait(asio::as_tuple(asio::use_awaitable));
    body = delivery.body;
    co_return Delivered{};
  }
  void let_go() { let_go_.cancel(); }

  int begun = 0;
  std::string body;  // read after all else is gone

 private:
  SinkId id_{"deaf"};
  asio::steady_timer let_go_;
};

/// Throws what nobody should read.
class BuggySink final : public Sink {
 public:
  [[nodiscard]] SinkId const& id() const noexcept override { return id_; }
  asio::awaitable<DeliveryResult> deliver(store::Delivery const&) override {
    throw std::runtime_error("https://user:secret@receiver.example");
    co_return Delivered{};
  }

 private:
  SinkId id_{"buggy"};
};

/// A deliverer with one sink made by a test, driven on the test's own thread.
struct OneSink {
  OneSink(test::TempFolder const& folder, std::shared_ptr<Sink> sink, DelivererSettings settings)
      : store(store::open_sqlite_store(folder / "rasid.db").value()),
        deliverer(std::make_unique<Deliverer>(io.get_executor(), store, clock, watching, std::move(settings))) {
    auto job = decide("one", {sink->id()}, clock.now());
    asio::co_spawn(io, add(std::move(job)), asio::detached);
    EXPECT_TRUE(until([&] { return added; }));
    deliverer->set_sinks(std::make_shared<SinkMap const>(SinkMap{{sink->id(), sink}}));
    asio::co_spawn(io, deliverer->run(), [this](std::exception_ptr const& error) { ended = error == nullptr; });
  }
  ~OneSink() { store.stop(); }

  asio::awaitable<void> add(std::function<Result<bool>(store::Store&)> job) {
    auto stored = co_await store.run(std::move(job));
    added = stored.has_value();
  }

  /// Runs the event loop until the condition holds; false where it does not in time.
  template <class Condition>
  bool until(Condition const& condition, Duration limit = 20s) {
    auto const end = std::chrono::steady_clock::now() + limit;
    while (!condition() && std::chrono::steady_clock::now() < end) {
      io.restart();
      io.run_one_for(10ms);
    }
    return condition();
  }

  asio::io_context io;
  SystemClock clock;
  Watching watching;
  store::StoreThread store;
  std::unique_ptr<Deliverer> deliverer;
  bool added = false;
  bool ended = false;
};

DelivererSettings hasty() {
  DelivererSettings settings = quick();
  settings.grace = 20ms;
  settings.last_wait = 50ms;
  settings.attempt_deadline = 100ms;
  return settings;
}

TEST(DelivererFailures, LeavesASinkBehindThatIgnoresItsCancellation) {
  test::TempFolder folder;
  asio::io_context timers;  // outlives the rest, so that the sink may
  auto const sink = std::make_shared<DeafSink>(timers);
  OneSink one(folder, sink, hasty());
  ASSERT_TRUE(one.until([&] { return sink->begun == 1; }));
  one.deliverer->stop();
  auto const stopped = std::chrono::steady_clock::now();
  ASSERT_TRUE(one.until([&] { return one.ended; }));
  EXPECT_GE(std::chrono::steady_clock::now() - stopped, 70ms);
  EXPECT_EQ(one.watching.delivered_count, 0);

  one.deliverer.reset();
  sink->let_go();
  timers.run();
  ASSERT_TRUE(one.until([&] { return !sink->body.empty(); })) << "its delivery outlived the deliverer";
  EXPECT_EQ(sink->body, R"({"text":"قآني"})");
  EXPECT_EQ(one.watching.delivered_count, 0) << "nobody is told any more; the next start sends it again";
}

TEST(DelivererFailures, DoesNotStartADeafSinkAgainBesideItself) {
  test::TempFolder folder;
  asio::io_context timers;
  auto const sink = std::make_shared<DeafSink>(timers);
  OneSink one(folder, sink, hasty());
  ASSERT_TRUE(one.until([&] { return sink->begun == 1; }));
  EXPECT_FALSE(one.until([&] { return sink->begun > 1; }, 500ms)) << "five times its deadline";
  sink->let_go();
  timers.run();
  ASSERT_TRUE(one.until([&] { return one.watching.delivered_count + one.watching.retries >= 1; }));
  one.deliverer->stop();
  ASSERT_TRUE(one.until([&] { return one.ended; }));
}

TEST(DelivererFailures, TakesAnExceptionForAFailedAttemptAndDoesNotRepeatWhatItSays) {
  test::TempFolder folder;
  OneSink one(folder, std::make_shared<BuggySink>(), hasty());
  ASSERT_TRUE(one.until([&] { return one.watching.retries >= 2; }));
  for (auto const& what : one.watching.said()) EXPECT_EQ(what, "the sink failed unexpectedly");
  one.deliverer->stop();
  ASSERT_TRUE(one.until([&] { return one.ended; }));
}

}  // namespace
}  // namespace rasid::sinks
