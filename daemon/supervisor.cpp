#include "daemon/supervisor.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>

#include <boost/asio/as_tuple.hpp>

#include <fmt/format.h>

#include "daemon/configuration/restart_needed.h"
#include "daemon/control/socket_path.h"
#include "daemon/give_back_memory.h"
#include "daemon/make_sinks.h"
#include "daemon/on_worker.h"
#include "daemon/service.h"
#include "daemon/version.h"

namespace rasid {

namespace asio = boost::asio;

namespace {

constexpr Duration status_every{10'000};

std::size_t worker_count(configuration::Settings const& settings) {
  return settings.workers > 0 ? settings.workers : std::max(1U, std::thread::hardware_concurrency());
}

fetch::FetcherSettings fetcher_settings(configuration::Settings const& settings) {
  return {.user_agent = user_agent(settings.contact),
          .connections = settings.polling.connections,
          .connections_per_host = settings.polling.connections_per_host,
          .egress = settings.egress,
          .proxy = settings.fetching.proxy,
          .robots = settings.fetching.robots,
          .ca_file = settings.fetching.ca_file};
}

/// Apart from the publishers': a stop breaks off polls at once and lets deliveries end, and a slow publisher's
/// connections must not keep an alert waiting. How many go to one receiver at once is the Deliverer's to say.
fetch::FetcherSettings sender_settings(configuration::Settings const& settings) {
  fetch::FetcherSettings sender = fetcher_settings(settings);
  sender.connections_per_host = sender.connections;
  sender.egress.any_port = true;
  sender.egress.schemes.clear();
  return sender;
}

sinks::DelivererSettings deliverer_settings(configuration::Settings const& settings) {
  sinks::DelivererSettings deliverer;
  deliverer.retry = settings.retry;
  deliverer.keep_delivered = settings.keep_delivered;
  deliverer.keep_dead = settings.keep_dead;
  deliverer.grace = settings.drain / 2;
  return deliverer;
}

}  // namespace

/// Puts what becomes of deliveries into the log.
class Supervisor::Observer final : public sinks::DeliveryObserver {
 public:
  explicit Observer(log::Logger const& log, Clock const& clock) : log_(log), clock_(clock) {}

  void delivered(store::Delivery const& delivery, Duration took) override {
    log_.debug("delivered", {{"alert", delivery.alert.value}, {"sink", delivery.sink.value}, {"took", to_text(took)}});
  }
  void retry(store::Delivery const& delivery, std::string_view why, Timestamp next) override {
    log_.warning("delivery failed and is tried again", {{"alert", delivery.alert.value},
                                                        {"sink", delivery.sink.value},
                                                        {"error", std::string(why)},
                                                        {"attempt", std::to_string(delivery.attempts + 1)},
                                                        {"next_try_in", in(next)}});
  }
  void dead(store::Delivery const& delivery, std::string_view why) override {
    log_.error("delivery given up",
               {{"alert", delivery.alert.value}, {"sink", delivery.sink.value}, {"error", std::string(why)}});
  }
  void down(SinkId const& sink, std::string_view why, Timestamp next) override {
    log_.warning("sink is down; it is tried now and then, and what is meant for it waits",
                 {{"sink", sink.value}, {"error", std::string(why)}, {"next_try_in", in(next)}});
  }
  void up(SinkId const& sink) override { log_.info("sink works again", {{"sink", sink.value}}); }
  void disabled(SinkId const& sink, std::string_view why) override {
    log_.error("sink is disabled; what is meant for it waits",
               {{"sink", sink.value},
                {"error", std::string(why)},
                {"remedy", "correct its configuration, or: rasid sinks enable " + sink.value}});
  }
  void store_failed(Error const& error, Duration pause) override {
    log_.error("the outbox cannot be read or written", {{"error", error.message()}, {"next_try_in", to_text(pause)}});
  }

 private:
  [[nodiscard]] std::string in(Timestamp moment) const {
    return to_text(std::chrono::round<std::chrono::seconds>(moment - clock_.now()));
  }

  log::Logger const& log_;
  Clock const& clock_;
};

Supervisor::Supervisor(std::shared_ptr<configuration::Snapshot const> first, Load load,
                       std::unique_ptr<store::Store> store, log::Logger const& log, Clock const& clock)
    : snapshot_(std::move(first)),
      started_with_(snapshot_->settings),
      load_(std::move(load)),
      log_(log),
      clock_(clock),
      workers_(worker_count(snapshot_->settings)),
      store_(std::move(store)),
      fetcher_(io_.get_executor(), fetcher_settings(snapshot_->settings)),
      sender_(io_.get_executor(), sender_settings(snapshot_->settings)),
      sink_parts_{io_.get_executor(), sender_, started_with_.egress, clock, log},
      observer_(std::make_unique<Observer>(log, clock)),
      deliverer_(io_.get_executor(), store_, clock, *observer_, deliverer_settings(snapshot_->settings)),
      timekeeper_(io_.get_executor(), store_, clock, log, snapshot_, [this] { deliverer_.wake(); }),
      pipeline_({io_, workers_, clock, log, fetcher_, store_, deliverer_, timekeeper_}, snapshot_),
      commands_(pipeline_, timekeeper_),
      control_(io_.get_executor(), [this](control::Request request) { return commands_.run(std::move(request)); }),
      signals_(io_, SIGTERM, SIGINT, SIGHUP),
      status_timer_(io_),
      watchdog_timer_(io_) {
  deliverer_.set_sinks(make_sinks(snapshot_->settings, sink_parts_));
  commands_.add("reload", [this](control::Request const&) { return reload_by_command(); });
}

Supervisor::~Supervisor() = default;

void Supervisor::run() {
  auto const failed = [this](std::exception_ptr const& failure) {
    if (failure) std::rethrow_exception(failure);
  };
  asio::co_spawn(io_, wait_for_signals(), failed);
  asio::co_spawn(io_, report_status(), failed);
  if (auto const interval = service::watchdog_interval()) asio::co_spawn(io_, feed_watchdog(*interval), failed);
  asio::co_spawn(io_, run_pipeline(), failed);
  io_.run();
  workers_.join();
  store_.stop();
}

void Supervisor::stop() {
  asio::post(io_, [this] { begin_stop(); });
}

void Supervisor::reload() {
  asio::post(io_, [this] { asio::co_spawn(io_, read_configuration(), [](std::exception_ptr const&, std::size_t) {}); });
}

asio::awaitable<void> Supervisor::run_pipeline() {
  log_.info("started", {{"version", std::string(version)},
                        {"feeds", std::to_string(snapshot_->feeds.size())},
                        {"watches", std::to_string(snapshot_->watches.watches().size())},
                        {"store", snapshot_->settings.store.string()}});
  listen();
  give_back_memory();
  service::ready(status());
  co_await pipeline_.run();
  control_.stop();
  begin_stop();
  signals_.cancel();
  status_timer_.cancel();
  watchdog_timer_.cancel();
  if (auto const& problems = pipeline_.counts().problems; !problems.empty()) {
    std::string text;
    for (auto const& [what, times] : problems) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", what, times);
    log_.info("what went wrong with polls since the start", {{"problems", text}});
  }
  if (snapshot_->settings.push) {
    PushCounts const& push = pipeline_.push().counts();
    log_.info("what hubs did since the start", {{"documents", std::to_string(push.documents)},
                                                {"verified", std::to_string(push.verified)},
                                                {"denied", std::to_string(push.denied)},
                                                {"unasked", std::to_string(push.unasked)},
                                                {"requests_failed", std::to_string(push.failed)},
                                                {"bad_signatures", std::to_string(push.bad_signatures)}});
  }
  log_.info("stopped");
}

/// Without the socket the daemon does its work all the same; only commands do not reach it.
void Supervisor::listen() {
  auto const path = control::socket_to_listen(snapshot_->settings.control_socket, snapshot_->settings.store);
  if (Result<> const listening = control_.listen(path); !listening) {
    log_.warning("commands such as \"rasid feeds\" cannot reach the daemon",
                 {{"error", listening.error().message()}, {"remedy", "set control_socket in rasid.yaml"}});
  }
}

asio::awaitable<void> Supervisor::wait_for_signals() {
  for (;;) {
    auto const [error, number] = co_await signals_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (error) co_return;
    if (number == SIGHUP) {
      if (!stopping_) co_await read_configuration();
    } else if (stopping_) {
      log_.warning("stopped at once; what was under way is done again at the next start");
      std::_Exit(1);
    } else {
      begin_stop();
    }
  }
}

void Supervisor::begin_stop() {
  if (std::exchange(stopping_, true)) return;
  log_.info("stopping");
  service::stopping();
  pipeline_.stop();
}

/// A new snapshot is built beside the running one and put in its place between two articles. With any error in the
/// files the old one stays, whole: half a change is worse than none.
asio::awaitable<std::size_t> Supervisor::read_configuration() {
  service::reloading();
  configuration::Loaded loaded = co_await on_worker(workers_, load_);
  bool const good = loaded.snapshot && !has_errors(loaded.problems);
  for (Diagnostic const& problem : loaded.problems) {
    bool const error = problem.severity == Diagnostic::Severity::error;
    log::Fields const fields = {{"file", problem.file},
                                {"line", std::to_string(problem.line)},
                                {"column", std::to_string(problem.column)},
                                {"remedy", problem.remedy}};
    error ? log_.error(problem.message, fields) : log_.warning(problem.message, fields);
  }
  if (good && !stopping_) {
    snapshot_ = std::move(loaded.snapshot);
    deliverer_.set_sinks(make_sinks(snapshot_->settings, sink_parts_));
    timekeeper_.reload(snapshot_);
    pipeline_.reload(snapshot_);
    deliverer_.wake();
    log_.info("configuration reloaded", {{"feeds", std::to_string(snapshot_->feeds.size())},
                                         {"watches", std::to_string(snapshot_->watches.watches().size())}});
    if (auto const late = configuration::restart_needed(started_with_, snapshot_->settings); !late.empty()) {
      log_.warning("changed settings that take effect at the next start only",
                   {{"settings", fmt::format("{}", fmt::join(late, ", "))}});
    }
  } else if (!stopping_) {
    log_.error("the new configuration has errors; the old one stays in force", {{"check_with", "rasid check"}});
  }
  give_back_memory();
  if (!stopping_) service::ready(status());
  bool const refused = !good || stopping_;
  auto const is_error = [](Diagnostic const& problem) { return problem.severity == Diagnostic::Severity::error; };
  co_return refused ? std::max<std::size_t>(1, std::ranges::count_if(loaded.problems, is_error)) : 0;
}

asio::awaitable<control::Answer> Supervisor::reload_by_command() {
  std::size_t const errors = co_await read_configuration();
  if (errors > 0) co_return control::refuse(fmt::format("the configuration has errors ({}); see: rasid check", errors));
  co_return boost::json::value(boost::json::object{{"reloaded", true}});
}

asio::awaitable<void> Supervisor::report_status() {
  while (!stopping_) {
    status_timer_.expires_after(status_every);
    co_await status_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!stopping_) service::status(status());
  }
}

/// Runs on the I/O thread and asks the store's: a watchdog that is fed proves that both still turn.
asio::awaitable<void> Supervisor::feed_watchdog(Duration every) {
  while (!stopping_) {
    auto const answer = co_await store_.run([](store::Store& store) { return store.totals(); });
    // A store that answers with an error (a full disk) is alive; restarting would not mend it.
    (void)answer;
    service::alive();
    watchdog_timer_.expires_after(every);
    co_await watchdog_timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

std::string Supervisor::status() const {
  PipelineCounts const& counts = pipeline_.counts();
  return fmt::format("{} feeds ({} failing), {} watches; since start {} polls, {} new articles, {} alerts",
                     snapshot_->feeds.size(), pipeline_.scheduler().failing(), snapshot_->watches.watches().size(),
                     counts.polls, counts.new_articles, counts.alerts);
}

}  // namespace rasid
