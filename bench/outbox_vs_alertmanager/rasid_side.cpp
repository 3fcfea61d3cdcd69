#include <future>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_future.hpp>

#include "bench/outbox_vs_alertmanager/receiver.h"
#include "bench/outbox_vs_alertmanager/sides.h"
#include "daemon/sinks/deliverer.h"
#include "daemon/sinks/signature.h"
#include "daemon/sinks/webhook_sink.h"
#include "daemon/store/sqlite_store.h"

namespace rasid::bench {
namespace {

namespace asio = boost::asio;
using Clock = Receiver::Clock;

constexpr auto secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

class Quiet final : public sinks::DeliveryObserver {
 public:
  void delivered(store::Delivery const&, Duration) override {}
  void retry(store::Delivery const&, std::string_view why, Timestamp) override { complain(why); }
  void dead(store::Delivery const&, std::string_view why) override { complain(why); }
  void down(SinkId const&, std::string_view why, Timestamp) override { complain(why); }
  void up(SinkId const&) override {}
  void disabled(SinkId const&, std::string_view why) override { complain(why); }
  void store_failed(Error const& error, Duration) override { complain(error.message()); }

 private:
  static void complain(std::string_view why) { fmt::print(stderr, "rasid: {}\n", why); }
};

/// The parts of the daemon from the store to the wire, as the supervisor puts them together.
class Daemon {
 public:
  Daemon(std::filesystem::path const& file, std::string const& receiver)
      : store_(store::open_sqlite_store(file).value()),
        fetcher_(io_.get_executor(), {.user_agent = "Rasid/bench", .connections_per_host = 64}),
        deliverer_(io_.get_executor(), store_, clock_, observer_) {
    sinks::WebhookSettings webhook{.id = {"desk"}, .url = receiver, .allow_private_addresses = true};
    webhook.secrets.push_back(sinks::Secret::parse(secret).value());
    auto all = std::make_shared<sinks::SinkMap>();
    all->emplace(webhook.id, sinks::WebhookSink::make(webhook, fetcher_, clock_, log_).value());
    // Accepts connections, by its backlog, and never reads from them.
    webhook.id = {"hanging"};
    webhook.url = "http://127.0.0.1:" + std::to_string(silence_.local_endpoint().port()) + "/";
    all->emplace(webhook.id, sinks::WebhookSink::make(webhook, fetcher_, clock_, log_).value());
    deliverer_.set_sinks(all);
    thread_ = std::thread([this] { io_.run(); });
  }
  ~Daemon() {
    deliverer_.stop();
    work_.reset();
    thread_.join();
    store_.stop();
  }
  Daemon(Daemon const&) = delete;
  Daemon& operator=(Daemon const&) = delete;

  void deliver() { asio::co_spawn(io_, deliverer_.run(), asio::detached); }

  /// Stores so many articles with an alert each, as many handlers as the pipeline has side by side.
  void store_alerts(std::string const& name, std::size_t count, std::string const& text) {
    std::vector<std::future<void>> handlers;
    for (std::size_t first = 0; first < side_by_side; ++first) {
      handlers.push_back(asio::co_spawn(io_, store_some(name, first, count, text), asio::use_future));
    }
    for (auto& handler : handlers) handler.get();
  }
  void store_one(std::string const& name, std::string const& text, std::vector<SinkId> sinks) {
    asio::co_spawn(io_, store_alert(name, text, std::move(sinks)), asio::use_future).get();
  }
  [[nodiscard]] store::Totals totals() {
    auto ask = [](store::StoreThread& store) -> asio::awaitable<store::Totals> {
      auto job = [](store::Store& s) { return s.totals(); };
      auto totals = co_await store.run(std::move(job));
      co_return totals.value();
    };
    return asio::co_spawn(io_, ask(store_), asio::use_future).get();
  }

 private:
  static constexpr std::size_t side_by_side = 64;

  asio::awaitable<void> store_some(std::string name, std::size_t first, std::size_t count, std::string const& text) {
    for (std::size_t i = first; i < count; i += side_by_side) {
      std::string one = name + std::to_string(i);
      std::vector<SinkId> sinks{{"desk"}};
      co_await store_alert(std::move(one), text, std::move(sinks));
    }
  }

  asio::awaitable<void> store_alert(std::string name, std::string const& text, std::vector<SinkId> sinks) {
    Timestamp const now = clock_.now();
    Article article{.id = {name}, .feed = {"f"}, .url = "https://x.example/" + name, .title = name, .fetched = now};
    store::FeedState const state{.feed = {"f"}, .url = "https://x.example/feed"};
    Alert alert{.id = {"alr_" + name}, .watch = {"w"}, .story = {"sty_" + name}, .article = article.id};
    alert.decided = now;
    alert.payload = R"({"type":"alert.created","text":")" + text + R"("})";
    alert.sinks = std::move(sinks);
    store::HandledArticle handled{.article = article, .story = alert.story, .alerts = {alert}};
    auto visit = [state, article](store::Store& store) { return store.record_visit(state, {article}); };
    auto visited = co_await store_.run(std::move(visit));
    visited.value();
    auto finish = [handled](store::Store& store) { return store.finish_article(handled); };
    auto finished = co_await store_.run(std::move(finish));
    finished.value();
    deliverer_.wake();
  }

  SystemClock clock_;
  log::Logger log_{log::Level::warning};
  Quiet observer_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> work_{io_.get_executor()};
  asio::ip::tcp::acceptor silence_{io_, {asio::ip::address_v4::loopback(), 0}};
  store::StoreThread store_;
  fetch::Fetcher fetcher_;
  sinks::Deliverer deliverer_;
  std::thread thread_;
};

double rate(std::size_t count, Clock::time_point from, Clock::time_point to) {
  return static_cast<double>(count) / std::chrono::duration<double>(to - from).count();
}

std::string header(std::string_view request, std::string_view name) {
  auto const at = request.find("\r\n" + std::string(name) + ": ");
  if (at == std::string_view::npos) return {};
  auto const begin = at + name.size() + 4;
  return std::string(request.substr(begin, request.find("\r\n", begin) - begin));
}

bool is_genuine(std::string_view request) {
  std::string const id = header(request, "webhook-id");
  std::string const sent = header(request, "webhook-timestamp");
  std::string const signature = header(request, "webhook-signature");
  std::vector<sinks::Secret> const secrets{sinks::Secret::parse(secret).value()};
  std::string_view const body = request.substr(request.find("\r\n\r\n") + 4);
  return sinks::verify(secrets, {id, sent, signature}, body, SystemClock{}.now()).has_value();
}

}  // namespace

Outcome run_rasid(std::filesystem::path const& folder, std::size_t alerts, std::size_t idle_alerts) {
  Outcome outcome;
  std::string const text = text_of(2000);
  Receiver receiver;
  Daemon daemon(folder / "rasid.db", receiver.url());

  daemon.store_alerts("backlog", alerts, text);
  auto begun = Clock::now();
  daemon.deliver();
  if (receiver.wait_for(alerts)) outcome.drained_each_second = rate(alerts, begun, receiver.last());

  double const cpu_before = cpu_of_this_process() - receiver.cpu_us();
  begun = Clock::now();
  daemon.store_alerts("both", alerts, text);
  if (receiver.wait_for(2 * alerts)) outcome.each_second = rate(alerts, begun, receiver.last());
  outcome.cpu_us = (cpu_of_this_process() - receiver.cpu_us() - cpu_before) / static_cast<double>(alerts);

  auto const one_by_one = [&](std::string const& name, std::vector<SinkId> const& sinks) {
    std::vector<double> took;
    for (std::size_t i = 0; i < idle_alerts; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      std::uint64_t const before = receiver.received();
      auto const handed_over = Clock::now();
      daemon.store_one(name + std::to_string(i), text, sinks);
      if (!receiver.wait_for(before + 1)) break;
      took.push_back(std::chrono::duration<double, std::milli>(receiver.last() - handed_over).count());
    }
    return took;
  };
  outcome.idle_ms = one_by_one("idle", {{"desk"}});
  outcome.beside_hanging_ms = one_by_one("hanging", {{"desk"}, {"hanging"}});
  outcome.sampled = receiver.samples().size();
  for (std::string const& request : receiver.samples()) outcome.genuine += is_genuine(request) ? 1 : 0;
  if (receiver.received() != 2 * (alerts + idle_alerts)) {
    fmt::print(stderr, "rasid: {} messages where {} were expected\n", receiver.received(), 2 * (alerts + idle_alerts));
  }
  return outcome;
}

}  // namespace rasid::bench
