#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "bench/outbox_vs_alertmanager/receiver.h"
#include "bench/outbox_vs_alertmanager/sides.h"
#include "daemon/fetch/fetcher.h"

extern char** environ;

namespace rasid::bench {
namespace {

namespace asio = boost::asio;
using Clock = Receiver::Clock;

constexpr int port = 29'093;

/// The program, from its start to SIGKILL.
class Alertmanager {
 public:
  Alertmanager(std::filesystem::path const& folder, std::string const& receiver) {
    std::ofstream(folder / "alertmanager.yml")
        << "route: {receiver: desk, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 24h}\n"
        << "receivers: [{name: desk, webhook_configs: [{url: '" << receiver << "', send_resolved: false}]}]\n";
    std::vector<std::string> arguments = {
        "prometheus-alertmanager",
        "--config.file=" + (folder / "alertmanager.yml").string(),
        "--storage.path=" + (folder / "alertmanager").string(),
        "--web.listen-address=127.0.0.1:" + std::to_string(port),
        "--cluster.listen-address=",
        "--log.level=error",
    };
    std::vector<char*> pointers;
    for (std::string& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    if (::posix_spawnp(&process_, pointers[0], nullptr, nullptr, pointers.data(), environ) != 0) {
      throw std::runtime_error("prometheus-alertmanager cannot be started: apt-get install prometheus-alertmanager");
    }
  }
  ~Alertmanager() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  /// Processor time so far.
  [[nodiscard]] double cpu_us() const {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return 0;
    return static_cast<double>(used.tv_sec) * 1e6 + static_cast<double>(used.tv_nsec) / 1e3;
  }

  Alertmanager(Alertmanager const&) = delete;
  Alertmanager& operator=(Alertmanager const&) = delete;

 private:
  pid_t process_ = -1;
};

/// Posts to its API, several requests at once.
class Client {
 public:
  Client() : fetcher_(io_.get_executor(), {.user_agent = "Rasid/bench", .connections_per_host = 8}) {}

  bool is_ready() { return send("GET", "/-/ready", "") == 200; }
  void post(std::string const& alerts) {
    if (int const status = send("POST", "/api/v2/alerts", alerts); status != 200) {
      throw std::runtime_error("Alertmanager answered " + std::to_string(status));
    }
  }

 private:
  int send(std::string method, std::string const& path, std::string body) {
    fetch::Request request;
    request.url = "http://127.0.0.1:" + std::to_string(port) + path;
    request.method = std::move(method);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = std::move(body);
    request.allow_private_addresses = true;
    int status = 0;
    auto ask = [&]() -> asio::awaitable<void> {
      auto const response = co_await fetcher_.fetch(std::move(request));
      if (response) status = response->status;
    };
    asio::co_spawn(io_, ask(), [](std::exception_ptr const&) {});
    io_.restart();
    io_.run();
    return status;
  }

  asio::io_context io_;
  fetch::Fetcher fetcher_;
};

std::string alert(std::string const& name, std::string const& text) {
  return R"({"labels":{"alertname":")" + name + R"(","watch":"w"},"annotations":{"text":")" + text + R"("}})";
}

}  // namespace

Outcome run_alertmanager(std::filesystem::path const& folder, std::size_t alerts, std::size_t idle_alerts) {
  Outcome outcome;
  std::string const text = text_of(2000);
  Receiver receiver;
  Alertmanager const alertmanager(folder, receiver.url());
  Client client;
  for (int tries = 0; !client.is_ready(); ++tries) {
    if (tries > 200) throw std::runtime_error("Alertmanager does not become ready");
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
  }

  double const cpu_before = alertmanager.cpu_us();
  constexpr std::size_t together = 64;  // alerts in one request, as Prometheus sends them
  auto begun = Clock::now();
  for (std::size_t i = 0; i < alerts; i += together) {
    std::string batch = "[";
    for (std::size_t j = i; j < std::min(alerts, i + together); ++j) {
      if (j > i) batch += ',';
      batch += alert("both" + std::to_string(j), text);
    }
    client.post(batch + "]");
  }
  if (receiver.wait_for(alerts)) {
    outcome.each_second = static_cast<double>(alerts) / std::chrono::duration<double>(receiver.last() - begun).count();
  }
  outcome.cpu_us = (alertmanager.cpu_us() - cpu_before) / static_cast<double>(alerts);
  for (std::size_t i = 0; i < idle_alerts; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    std::uint64_t const before = receiver.received();
    begun = Clock::now();
    client.post("[" + alert("idle" + std::to_string(i), text) + "]");
    if (!receiver.wait_for(before + 1)) break;
    outcome.idle_ms.push_back(std::chrono::duration<double, std::milli>(receiver.last() - begun).count());
  }
  return outcome;
}

}  // namespace rasid::bench
