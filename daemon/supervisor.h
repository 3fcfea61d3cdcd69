#pragma once

#include <functional>
#include <memory>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>

#include "daemon/configuration/snapshot.h"
#include "daemon/control/server.h"
#include "daemon/control_commands.h"
#include "daemon/make_sinks.h"
#include "daemon/pipeline.h"

namespace rasid {

/// Owns the parts of a running daemon and its life: start, reload, drain, end.
///
/// Signals: SIGHUP reads the configuration anew, and keeps the one in force where a file is wrong. SIGTERM and SIGINT
/// stop: no new polls, what is under way ends within `pipeline.drain`; a second one ends the process at once.
class Supervisor {
 public:
  using Load = std::function<configuration::Loaded()>;

  /// `load` reads the configuration for a reload, on a worker thread. `store` is open.
  Supervisor(std::shared_ptr<configuration::Snapshot const> first, Load load, std::unique_ptr<store::Store> store,
             log::Logger const& log, Clock const& clock);
  ~Supervisor();

  /// Runs until a signal or stop(); on the calling thread, which becomes the I/O thread.
  void run();

  /// As SIGTERM and SIGHUP; from any thread.
  void stop();
  void reload();

 private:
  class Observer;

  boost::asio::awaitable<void> run_pipeline();
  boost::asio::awaitable<void> wait_for_signals();
  boost::asio::awaitable<void> report_status();
  boost::asio::awaitable<void> feed_watchdog(Duration every);
  /// The errors that kept the old configuration in force; none where the new one is.
  boost::asio::awaitable<std::size_t> read_configuration();
  boost::asio::awaitable<control::Answer> reload_by_command();
  void listen();
  void begin_stop();
  [[nodiscard]] std::string status() const;

  std::shared_ptr<configuration::Snapshot const> snapshot_;
  configuration::Settings const started_with_;
  Load load_;
  log::Logger const& log_;
  Clock const& clock_;
  boost::asio::io_context io_{1};
  boost::asio::thread_pool workers_;
  store::StoreThread store_;
  fetch::Fetcher fetcher_;  // feeds and pages
  fetch::Fetcher sender_;   // the sinks' own
  SinkParts sink_parts_;
  std::unique_ptr<Observer> observer_;
  sinks::Deliverer deliverer_;
  Timekeeper timekeeper_;
  Pipeline pipeline_;
  ControlCommands commands_;
  control::Server control_;
  boost::asio::signal_set signals_;
  boost::asio::steady_timer status_timer_;
  boost::asio::steady_timer watchdog_timer_;
  bool stopping_ = false;
};

}  // namespace rasid
