#include "daemon/sinks/deliverer.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/sinks/webhook_sink.h"
#include "daemon/store/sqlite_store.h"
#include "tests/support/http_server.h"
#include "tests/support/temp_folder.h"
#include "tests/support/wait.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
constexpr auto secret_text = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

/// The signature as the specification describes it, made here from its words and not by the code under test.
std::string expected_signature(test::Seen const& seen) {
  std::string key;
  for (int i = 0; i < 32; ++i) key += static_cast<char>(i);
  std::string const content = seen.header("webhook-id") + "." + seen.header("webhook-timestamp") + "." + seen.body;
  unsigned char digest[32];
  HMAC(EVP_sha256(), key.data(), 32, reinterpret_cast<unsigned char const*>(content.data()), content.size(), digest,
       nullptr);
  unsigned char text[45];
  EVP_EncodeBlock(text, digest, 32);
  return "v1," + std::string(reinterpret_cast<char const*>(text));
}

class Watching final : public DeliveryObserver {
 public:
  void delivered(store::Delivery const&, Duration) override { ++delivered_count; }
  void retry(store::Delivery const&, std::string_view, Timestamp) override { ++retries; }
  void dead(store::Delivery const&, std::string_view) override { ++dead_count; }
  void store_failed(Error const&, Duration) override { ++store_failures; }
  std::atomic<int> delivered_count{0}, retries{0}, dead_count{0}, store_failures{0};
};

/// A store, a fetcher and a deliverer on a thread of their own, for as long as it lives.
class Running {
 public:
  Running(test::TempFolder const& folder, std::map<std::string, std::string> const& urls, Watching& watching)
      : store_(store::open_sqlite_store(folder / "rasid.db").value()),
        fetcher_(io_.get_executor(), {.user_agent = "Rasid/test", .connections_per_host = 8}),
        deliverer_(io_.get_executor(), store_, clock_, watching, settings()) {
    auto sinks = std::make_shared<SinkMap>();
    for (auto const& [id, url] : urls) {
      std::vector<Secret> secrets{Secret::parse(secret_text).value()};
      WebhookSettings webhook{
          .id = {id}, .url = url, .secrets = secrets, .timeout = 5s, .allow_private_addresses = true};
      (*sinks)[{id}] = WebhookSink::make(std::move(webhook), fetcher_, clock_).value();
    }
    deliverer_.set_sinks(std::move(sinks));
    boost::asio::co_spawn(io_, deliverer_.run(), boost::asio::detached);
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Running() {
    deliverer_.stop();
    thread_.join();
    store_.stop();
  }

  void alert(std::string const& name, std::vector<SinkId> sinks) {
    auto job = [=, now = clock_.now()](store::Store& store) -> Result<bool> {
      Article article{.id = {name}, .feed = {"f"}, .url = "https://x.example/" + name, .title = name, .fetched = now};
      store::FeedState state{.feed = {"f"}, .url = "https://x.example/feed"};
      if (auto seen = store.record_visit(state, {article}); !seen) return std::unexpected(seen.error());
      Alert alert{.id = {"alr_" + name}, .watch = {"w"}, .story = {"s_" + name}, .article = article.id};
      alert.decided = now;
      alert.payload = R"({"text":"قآني"})";
      alert.sinks = sinks;
      store::HandledArticle handled{.article = article, .story = alert.story, .alerts = {alert}};
      return store.finish_article(handled);
    };
    boost::asio::co_spawn(
        io_,
        [this, job]() -> boost::asio::awaitable<void> {
          auto copy = job;
          auto stored = co_await store_.run(std::move(copy));
          EXPECT_TRUE(stored.has_value()) << (stored ? "" : stored.error().message());
          deliverer_.wake();
        },
        boost::asio::detached);
  }

 private:
  static DelivererSettings settings() {
    DelivererSettings settings;
    settings.grace = 100ms;
    settings.retry.pauses = {0ms, 50ms, 50ms, 50ms};
    settings.retry.then_every = 50ms;
    settings.retry.give_up_after = 1h;
    return settings;
  }
  SystemClock clock_;
  boost::asio::io_context io_;
  store::StoreThread store_;
  fetch::Fetcher fetcher_;
  Deliverer deliverer_;
  std::thread thread_;
};

TEST(Deliverer, RetriesWithTheSameIdAndBytesUntilTheReceiverIsBack) {
  test::TempFolder folder;
  std::atomic<int> left{2};
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.status = left-- > 0 ? 500 : 200}; });
  Watching watching;
  {
    Running running(folder, {{"desk", receiver.url("/hook")}}, watching);
    running.alert("one", {{"desk"}});
    ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  }
  auto const seen = receiver.requests();
  ASSERT_EQ(seen.size(), 3U);
  for (auto const& request : seen) {
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.header("webhook-id"), "alr_one_1");
    EXPECT_EQ(request.body, R"({"text":"قآني"})");
    EXPECT_EQ(request.header("webhook-signature"), expected_signature(request));
  }
}

TEST(Deliverer, DoesNotLetASinkThatHangsHoldUpAnother) {
  test::TempFolder folder;
  test::HttpServer hangs([](test::Seen const&) { return test::Reply{.silent = true}; });
  test::HttpServer answers([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"a", hangs.url("/")}, {"b", answers.url("/")}}, watching);
  for (int i = 0; i < 20; ++i) running.alert("n" + std::to_string(i), {{"a"}, {"b"}});
  EXPECT_TRUE(test::wait_for([&] { return answers.requests().size() >= 20; }, 4s));
}

TEST(Deliverer, SendsAgainAfterARestartUnderTheSameId) {
  test::TempFolder folder;
  std::atomic<bool> silent{true};
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.silent = silent.load()}; });
  Watching watching;
  {
    Running running(folder, {{"desk", receiver.url("/")}}, watching);
    running.alert("one", {{"desk"}});
    ASSERT_TRUE(receiver.wait_for_requests(1));
  }
  silent = false;
  Running running(folder, {{"desk", receiver.url("/")}}, watching);
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  EXPECT_EQ(receiver.requests().back().header("webhook-id"), "alr_one_1");
}

TEST(Deliverer, TakesGoneForAnEndAndKeepsWhatHasNoSink) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.status = 410}; });
  Watching watching;
  Running running(folder, {{"desk", receiver.url("/")}}, watching);
  running.alert("one", {{"desk"}, {"removed"}});
  EXPECT_TRUE(test::wait_for([&] { return watching.dead_count == 1 && watching.retries == 1; }, 5s))
      << watching.dead_count << " dead, " << watching.retries << " retries, " << watching.store_failures
      << " store failures, " << receiver.requests().size() << " requests";
}

}  // namespace
}  // namespace rasid::sinks
