// What does a hostile publisher cost? The largest resident set of the real daemon while it polls one such feed, over
// that of a daemon whose only feed is well behaved.
#include <cstdio>
#include <thread>

#include <fmt/format.h>

#include "bench/fetch/daemon.h"
#include "bench/fetch/document.h"
#include "tests/support/compress.h"
#include "tests/support/http_server.h"
#include "tests/support/wait.h"

namespace rasid::bench {
namespace {

using test::Reply;

struct Attack {
  std::string name;
  Reply reply;
};

Reply feed(std::string body) {
  return {.headers = {{"Content-Type", "application/rss+xml"}, {"ETag", "\"v\""}}, .body = std::move(body)};
}

std::string billion_laughs() {
  std::string out = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 12; ++i) {
    out += fmt::format("<!ENTITY a{} \"", i);
    for (int n = 0; n < 10; ++n) out += fmt::format("&a{};", i - 1);
    out += "\">";
  }
  return out + "]><rss version=\"2.0\"><channel><title>&a11;</title><item><title>&a11;</title></item></channel></rss>";
}

std::string nested(std::size_t depth) {
  std::string out = "<rss version=\"2.0\"><channel><item><description>";
  for (std::size_t i = 0; i < depth; ++i) out += "<b>";
  return out;
}

std::string many_items(std::size_t count) {
  std::string out = "<rss version=\"2.0\"><channel><title>Many</title>";
  for (std::size_t i = 0; i < count; ++i) {
    out += fmt::format(
        "<item><guid>{0}</guid><title>Item {0} of many</title><description>A text about item {0}, "
        "which is as long as a teaser is and says nothing at all of interest.</description></item>",
        i);
  }
  return out + "</channel></rss>";
}

std::vector<Attack> attacks() {
  std::vector<Attack> out;
  out.push_back({"endless body", {.body = std::string(4096, 'x'), .endless = true}});
  out.push_back({"endless items", {.body = "<item><title>x</title></item>", .endless = true}});
  Reply bomb = feed(test::gzip_bomb(512U << 20U));
  bomb.headers.emplace_back("Content-Encoding", "gzip");
  out.push_back({fmt::format("gzip bomb, {} KiB to 512 MiB", bomb.body.size() >> 10U), std::move(bomb)});
  out.push_back({"billion laughs", feed(billion_laughs())});
  out.push_back({"200,000 nested tags", feed(nested(200'000))});
  out.push_back({"10,000 items", feed(many_items(10'000))});
  std::string tags = "<rss version=\"2.0\"><channel>";
  while (tags.size() < (8U << 20U) - 64) tags += "<a/>";
  out.push_back({"8 MiB of empty tags", feed(tags + "</channel></rss>")});
  Reply slow = feed(feed_document(1));
  slow.drip = std::chrono::milliseconds{100};
  out.push_back({"slow-loris", std::move(slow)});
  Reply cut = feed(feed_document(1));
  cut.stated_length = 1U << 20U;
  out.push_back({"truncated", std::move(cut)});
  Reply lie = feed(feed_document(1));
  lie.headers.emplace_back("Content-Encoding", "gzip");
  out.push_back({"plain called gzip", std::move(lie)});
  Reply charset = feed(feed_document(1));
  charset.headers.front().second = "application/rss+xml; charset=utf-16le";
  out.push_back({"UTF-8 called UTF-16", std::move(charset)});
  return out;
}

struct Seen {
  long peak_kib = 0;
  std::size_t polls = 0, conditional = 0;
  std::string problem;
};

/// Polls one feed three times.
Seen run(Reply const& reply) {
  test::HttpServer server;
  server.serve("/feed", reply);
  std::string const feeds = fmt::format(
      "version: 1\nfeeds: [{{id: f, url: \"{}\", full_text: never, allow_private: true, interval: 200ms}}]\n",
      server.url("/feed"));
  Daemon daemon("{floor: 100ms, startup_spread: 0s, longest_pause: 200ms}", "{total: 20s, slow_for: 2s}", feeds);
  daemon.start();
  if (!server.wait_for_requests(3, std::chrono::minutes{2})) throw std::runtime_error("three polls did not happen");
  Seen out;
  out.peak_kib = memory_of(daemon.id(), "VmHWM");
  daemon.stop();
  for (auto const& request : server.requests()) {
    ++out.polls;
    out.conditional += request.has("if-none-match") ? 1 : 0;
  }
  std::string const log = daemon.log();
  if (auto const at = log.find("problem="); at != std::string::npos) {
    out.problem = log.substr(at + 8, log.find_first_of(" \n", at) - at - 8);
  }
  return out;
}

void measure() {
  Seen const base = run(feed(feed_document(1)));
  fmt::print("base: {} MiB\n\n| attack | MiB over base | polls, of them conditional | seen as |\n|---|---|---|---|\n",
             base.peak_kib / 1024);
  for (Attack const& attack : attacks()) {
    Seen const seen = run(attack.reply);
    fmt::print("| {} | {:.1f} | {}, {} | {} |\n", attack.name,
               static_cast<double>(seen.peak_kib - base.peak_kib) / 1024, seen.polls, seen.conditional, seen.problem);
    std::fflush(stdout);
  }
}

}  // namespace
}  // namespace rasid::bench

int main() {
  try {
    rasid::bench::measure();
  } catch (std::exception const& e) {
    fmt::print(stderr, "hostile_bench: {}\n", e.what());
    return 1;
  }
}
