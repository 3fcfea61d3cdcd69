// What does it cost to poll many feeds: the first time, with everything read, matched and stored, and again when
// nothing has changed? Beside curl, which only fetches the same URLs.
//
//     fetch_bench [FEEDS …]        1000 where none is given

#include <cstdio>
#include <functional>
#include <thread>

#include <fmt/format.h>

#include "bench/fetch/daemon.h"
#include "bench/fetch/document.h"
#include "bench/fetch/feed_server.h"

namespace rasid::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Cost {
  Seconds wall{0};
  Seconds cpu{0};
};

void wait_until(std::function<bool()> const& condition, Seconds deadline = Seconds{900}) {
  auto const end = Clock::now() + deadline;
  while (!condition()) {
    if (Clock::now() > end) throw std::runtime_error("the daemon did not get there in time");
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
}

void show(std::string_view what, Cost cost, std::string_view more = {}) {
  fmt::print("{:>7} | {:8.2f} s | {:8.2f} s | {}\n", what, cost.wall.count(), cost.cpu.count(), more);
  std::fflush(stdout);
}

std::string feeds_yaml(FeedServer const& server, std::size_t count) {
  std::string out = "version: 1\nfeeds:\n";
  for (std::size_t i = 0; i < count; ++i) {
    out += fmt::format("  - {{id: f{}, url: \"{}\", full_text: never, allow_private: true}}\n", i, server.url(i));
  }
  return out;
}

std::string polling(std::string_view interval) {
  return fmt::format(
      "{{interval: {}, learn: false, floor: 1s, startup_spread: 0s, connections: 64, connections_per_host: 64}}",
      interval);
}

/// All URLs once by `curl --parallel`, with as many connections as the daemon has.
Cost curl(FeedServer const& server, std::size_t count, bool conditional) {
  test::TempFolder const folder;
  std::string urls;
  for (std::size_t i = 0; i < count; ++i) urls += fmt::format("url = \"{}\"\noutput = \"/dev/null\"\n", server.url(i));
  if (conditional) urls += "header = \"If-None-Match: \\\"v1\\\"\"\n";
  test::Command command;
  command.arguments = {"/usr/bin/curl",
                       "--silent",
                       "--compressed",
                       "--parallel",
                       "--parallel-immediate",
                       "--parallel-max",
                       "64",
                       "--config",
                       folder.write("urls", urls).string()};
  auto const begin = Clock::now();
  test::ChildProcess child(command);
  auto const ended = child.wait(std::chrono::minutes{10});
  if (!ended || ended->status != 0) throw std::runtime_error("curl failed");
  return {Clock::now() - begin, ended->cpu};
}

void measure(std::size_t feeds) {
  FeedServer const server(feed_document);
  fmt::print("{} feeds of {} items\n        |       wall |        CPU |\n", feeds, items_per_feed);
  Cost const plain = curl(server, feeds, false);
  show("curl", plain, fmt::format("{:.1f} MB", static_cast<double>(server.body_bytes()) / 1e6));
  show("", curl(server, feeds, true), "all 304");

  Daemon daemon(polling("1h"), "{}", feeds_yaml(server, feeds));
  std::uint64_t const requests = server.requests();
  std::uint64_t const connections = server.connections();
  auto const begin = Clock::now();
  daemon.start();
  wait_until([&] { return server.requests() > requests; });
  Cost const start{Clock::now() - begin, daemon.cpu()};
  auto const articles = static_cast<std::int64_t>(feeds * items_per_feed);
  wait_until([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    return daemon.number("SELECT articles - unhandled FROM totals") >= articles;
  });
  Cost const cold{Clock::now() - begin, daemon.cpu()};
  show("start", start, "reading the configuration, up to the first request");
  show("cold", cold,
       fmt::format("start included; {} alerts, {} mentions, {} connections, {} MiB at most",
                   daemon.number("SELECT alerts FROM totals"), daemon.number("SELECT mentions FROM totals"),
                   server.connections() - connections, memory_of(daemon.id(), "VmHWM") / 1024));

  // A reload pulls the next polls of all feeds forward to a few seconds from now.
  std::uint64_t const before_reload = server.requests();
  std::uint64_t const known = server.conditional();
  daemon.reload(polling("1s"), feeds_yaml(server, feeds));
  wait_until([&] { return server.requests() > before_reload; });
  auto const warm_begin = Clock::now();
  Seconds const cpu_before = daemon.cpu();
  std::uint64_t const first = server.requests();
  wait_until([&] { return server.requests() - first >= feeds; });
  std::this_thread::sleep_for(std::chrono::milliseconds{100});
  Cost const round{Clock::now() - warm_begin, daemon.cpu() - cpu_before};
  std::uint64_t const polled = server.requests() - first;
  show("304s", {round.wall, round.cpu * static_cast<double>(feeds) / static_cast<double>(polled)},
       fmt::format("{} polls measured, CPU for {} of them; {} of {} conditional", polled, feeds,
                   server.conditional() - known, server.requests() - before_reload));
  auto const ended = daemon.stop();
  fmt::print("in all {:.2f} s of CPU, {} MiB at most, status {}\n\n", static_cast<double>(ended.cpu.count()) / 1000,
             ended.most_memory_kib / 1024, ended.status);
}

}  // namespace
}  // namespace rasid::bench

int main(int count, char** arguments) {
  try {
    if (count < 2) rasid::bench::measure(1'000);
    for (int i = 1; i < count; ++i) rasid::bench::measure(std::stoul(arguments[i]));
  } catch (std::exception const& e) {
    fmt::print(stderr, "fetch_bench: {}\n", e.what());
    return 1;
  }
}
