#include <sys/resource.h>

#include <gtest/gtest.h>

#include "tests/support/compress.h"
#include "tests/support/http_server.h"
#include "tests/unit/fetch/client.h"

namespace rasid::fetch {
namespace {

using namespace std::chrono_literals;
using test::HttpServer;
using test::Reply;

/// What a request to a server that answers so comes to.
std::error_code asked(Reply reply, Limits limits = {.total = 5s}) {
  HttpServer server;
  server.serve("/", std::move(reply));
  Client client;
  return code_of(client.fetch({.url = server.url("/"), .limits = limits}));
}

long peak_memory_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(Limits, LetABodyOfExactlyTheLimitThrough) {
  EXPECT_EQ(asked({.body = std::string(1000, 'x')}, {.body_bytes = 1000}), std::error_code{});
  EXPECT_EQ(asked({.body = std::string(1001, 'x')}, {.body_bytes = 1000}), FetchError::body_too_large);
}

TEST(Limits, StopAnEndlessBody) {
  EXPECT_EQ(asked({.endless = true}, {.body_bytes = 1U << 20U}), FetchError::body_too_large);
}

TEST(Limits, CountTheBodyAfterDecompression) {
  Reply const reply = test::gzipped(std::string(2000, 'x'));
  ASSERT_LT(reply.body.size(), 1000U);
  EXPECT_EQ(asked(reply, {.body_bytes = 1000}), FetchError::body_too_large);
  EXPECT_EQ(asked(reply, {.body_bytes = 2000}), std::error_code{});
}

TEST(Limits, StopAGzipBombBeforeItFillsMemory) {
  Reply const bomb{.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip_bomb(256U << 20U)};
  long const before = peak_memory_kilobytes();
  EXPECT_EQ(asked(bomb, {.body_bytes = 1U << 20U}), FetchError::body_too_large);
  EXPECT_LT(peak_memory_kilobytes() - before, 64 * 1024) << "kilobytes more than before";
}

TEST(Limits, StopHugeHeaders) {
  Reply many{.body = "x"};
  for (int i = 0; i < 2000; ++i) many.headers.emplace_back("X-Filler-" + std::to_string(i), std::string(90, 'x'));
  EXPECT_EQ(asked(many, {.header_bytes = 64U << 10U}), FetchError::headers_too_large);
  Reply const one{.headers = {{"X-Filler", std::string(150'000, 'x')}}, .body = "x"};
  EXPECT_EQ(asked(one), FetchError::headers_too_large);
}

TEST(Limits, StopEndlessInterimResponses) {
  std::string raw;
  for (int i = 0; i < 5000; ++i) raw += "HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n";
  EXPECT_EQ(asked({.raw = raw}, {.total = 5s, .header_bytes = 64U << 10U}), FetchError::headers_too_large);
}

TEST(Limits, GiveUpAServerThatNeverAnswers) {
  EXPECT_EQ(asked({.silent = true}, {.total = 300ms}), FetchError::timeout);
}

TEST(Limits, GiveUpASlowLoris) {
  Limits const limits{.total = 20s, .slow_bytes_per_second = 1000, .slow_for = 1s};
  EXPECT_EQ(asked({.body = std::string(10'000, 'x'), .drip = 20ms}, limits), FetchError::too_slow);
}

TEST(Limits, GiveUpHeadersThatDripWithinTheTotalTime) {
  EXPECT_EQ(asked({.drip = 20ms, .raw = "HTTP/1.1 200 OK\r\nX: " + std::string(5000, 'x')}, {.total = 400ms}),
            FetchError::timeout);
}

TEST(Limits, HoldForTheWholeChainOfRedirects) {
  HttpServer server([](test::Seen const& seen) {
    Reply reply = test::redirect(302, seen.target + "x");
    reply.delay = 200ms;
    return reply;
  });
  Client client;
  auto const began = std::chrono::steady_clock::now();
  EXPECT_EQ(code_of(client.fetch({.url = server.url("/"), .limits = {.total = 500ms, .redirects = 50}})),
            FetchError::timeout);
  EXPECT_LT(server.requests().size(), 5U);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s);
}

TEST(BrokenServer, EndsABodyTooEarly) {
  EXPECT_EQ(asked({.body = "abc", .stated_length = 100}), FetchError::truncated);
  EXPECT_EQ(asked({.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"}), FetchError::truncated);
  EXPECT_EQ(asked({.raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}), FetchError::truncated);
}

TEST(BrokenServer, MayEndABodyOfNoStatedLengthByClosing) {
  EXPECT_EQ(asked({.raw = "HTTP/1.1 200 OK\r\n\r\nall there is"}), std::error_code{});
}

TEST(BrokenServer, DoesNotSpeakHttp) {
  EXPECT_EQ(asked({.raw = "SSH-2.0-OpenSSH_9.2\r\n"}), FetchError::protocol);
}

TEST(BrokenServer, ResetsTheConnection) {
  EXPECT_EQ(asked({.reset = true}), FetchError::connect);
}

TEST(BrokenServer, RefusesTheConnection) {
  std::string url;
  {
    HttpServer const gone;
    url = gone.url("/");
  }
  Client client;
  auto const response = client.get(url);
  EXPECT_EQ(code_of(response), FetchError::connect);
  EXPECT_NE(response.error().message().find(url), std::string::npos) << response.error().message();
}

TEST(BrokenServer, SpeaksNoTls) {
  HttpServer server;
  Client client;
  EXPECT_EQ(code_of(client.get("https://127.0.0.1:" + std::to_string(server.port()) + "/")), FetchError::tls);
}

TEST(BrokenServer, HasNoAddress) {
  Client client;
  EXPECT_EQ(code_of(client.get("http://no-such-host.invalid/")), FetchError::resolve);
}

}  // namespace
}  // namespace rasid::fetch
