// What a publisher sees of us, row by row: a scripted server on loopback, the real daemon, and what came over the wire.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include <fmt/format.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Headers = std::vector<std::pair<std::string, std::string>>;

std::string rss(std::string_view items, std::string_view channel = "") {
  return fmt::format("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>W</title>{}{}</channel></rss>",
                     channel, items);
}
std::string item(std::string_view guid, std::string_view title = "T") {
  return fmt::format("<item><guid>{}</guid><title>{}</title><description>Text.</description></item>", guid, title);
}
Reply ok(Headers headers = {}, std::string body = rss(item("g"))) {
  headers.emplace_back("Content-Type", "application/rss+xml");
  return {.headers = std::move(headers), .body = std::move(body)};
}
Reply status(int code, Headers headers = {}) {
  return {.status = code, .headers = std::move(headers)};
}

/// What was seen by the end of a row.
struct Outcome {
  std::vector<Seen> all;
  std::string log;
  std::size_t connections = 0;
  std::size_t feed_polls = 0;  // of /feed.xml
  std::vector<std::string> titles;

  [[nodiscard]] Seen const& request(std::size_t number) const { return all.at(number); }
};

struct Row {
  std::string says;
  std::map<std::string, std::vector<Reply>> script;  // by target; the last reply of each again and again
  std::size_t requests;  // how many to wait for; 0: until the clock feed has shown 12 rounds
  std::function<void(Outcome const&)> check;
  std::string limits = "{connect: 2s, total: 5s}";
  std::string target = "/feed.xml";
  std::string longest_pause = "1h";

  friend void PrintTo(Row const& row, std::ostream* out) { *out << row.says; }
};

/// Plays a script: each target's replies in order.
class Player {
 public:
  explicit Player(std::map<std::string, std::vector<Reply>> script) : script_(std::move(script)) {}
  Reply operator()(Seen const& seen) {
    auto const found = script_.find(seen.target);
    if (found == script_.end()) return status(404);
    std::size_t& at = played_[seen.target];
    return found->second[std::min(at++, found->second.size() - 1)];
  }

 private:
  std::map<std::string, std::vector<Reply>> script_;
  std::map<std::string, std::size_t> played_;
};

struct BehaviourMatrix : testing::TestWithParam<Row> {};

TEST_P(BehaviourMatrix, Holds) {
  Row const& row = GetParam();
  ConfigFolder const config;
  HttpServer publisher(Player(row.script), "127.0.0.2");
  NewsSite const clock;
  Tuning tuning;
  tuning.limits = row.limits;
  tuning.polling = fmt::format(
      "{{interval: 60ms, learn: false, floor: 30ms, startup_spread: 0s, longest_pause: {}, connections_per_host: 1}}",
      row.longest_pause);
  config.write_settings({{"desk", "http://127.0.0.1:1/", ""}}, tuning);
  config.write_feeds({{"wire", publisher.url(row.target), "full_text: never"}, {"clock", clock.feed_url("clock"), ""}});
  DaemonProcess daemon(config);
  if (row.requests > 0) {
    ASSERT_TRUE(publisher.wait_for_requests(row.requests)) << daemon.log();
  } else {
    ASSERT_TRUE(publisher.wait_for_requests(1)) << daemon.log();
    std::size_t const before = clock.polls("clock").size();
    ASSERT_TRUE(wait_for([&] { return clock.polls("clock").size() >= before + 12; })) << daemon.log();
  }
  auto const ended = daemon.stop();
  ASSERT_TRUE(ended && ended->status == 0);
  Outcome outcome{.all = publisher.requests(), .log = daemon.log(), .connections = publisher.connections_accepted()};
  outcome.feed_polls = publisher.requests(row.target).size();
  outcome.titles = Stored(config.database()).texts("SELECT title FROM articles ORDER BY row");
  row.check(outcome);
}

constexpr char const* odd_etag = "W/\"a b,c;\\x80-gzip\"";
constexpr char const* odd_date = "Sunday the 3rd, about noon";

/// The n-th pause between two requests.
double pause(Outcome const& o, std::size_t number) {
  return std::chrono::duration<double>(o.request(number + 1).at - o.request(number).at).count();
}

void expect_backs_off(Outcome const& o) {
  EXPECT_GT(pause(o, 1), 1.3 * pause(o, 0));
  EXPECT_GT(pause(o, 2), 1.3 * pause(o, 1));
}
void expect_left_alone(Outcome const& o) {
  EXPECT_EQ(o.all.size(), 1U);
}
void expect_no_validators(Outcome const& o) {
  EXPECT_FALSE(o.request(1).has("if-none-match"));
  EXPECT_FALSE(o.request(1).has("if-modified-since"));
}
/// skipHours of all hours but the one in twelve hours from now.
std::string every_hour_but_one_far_off() {
  auto const now = std::chrono::floor<std::chrono::hours>(std::chrono::system_clock::now()).time_since_epoch().count();
  std::string out = "<skipHours>";
  for (int hour = 0; hour < 24; ++hour) {
    if (hour != (now + 12) % 24) out += fmt::format("<hour>{}</hour>", hour);
  }
  return out + "</skipHours>";
}
auto expect_problem(std::string problem) {
  return [problem = std::move(problem)](Outcome const& o) { EXPECT_THAT(o.log, HasSubstr("problem=" + problem)); };
}

std::vector<Row> validators() {
  return {
      {"EchoesOddValidatorsByteForByte",
       {{"/feed.xml", {ok({{"ETag", odd_etag}, {"Last-Modified", odd_date}})}}},
       2,
       [](Outcome const& o) {
         EXPECT_EQ(o.request(1).header("if-none-match"), odd_etag);
         EXPECT_EQ(o.request(1).header("if-modified-since"), odd_date);
       }},
      {"SendsNoneAtFirst",
       {{"/feed.xml", {ok({{"ETag", "\"1\""}})}}},
       1,
       [](Outcome const& o) { EXPECT_FALSE(o.request(0).has("if-none-match") || o.request(0).has("a-im")); }},
      {"TakesOverThoseOfA304",
       {{"/feed.xml", {ok({{"ETag", "\"1\""}, {"Last-Modified", "then"}}), status(304, {{"ETag", "\"2\""}})}}},
       3,
       [](Outcome const& o) {
         EXPECT_EQ(o.request(2).header("if-none-match"), "\"2\"");
         EXPECT_EQ(o.request(2).header("if-modified-since"), "then");
       }},
      {"DropsThoseAnAnswerNoLongerHas",
       {{"/feed.xml", {ok({{"ETag", "\"1\""}}), ok()}}},
       3,
       [](Outcome const& o) {
         EXPECT_TRUE(o.request(1).has("if-none-match"));
         EXPECT_FALSE(o.request(2).has("if-none-match"));
       }},
      {"KeepsNoneOfABodyShorterThanStated",
       {{"/feed.xml",
         {{.headers = {{"ETag", "\"1\""}, {"Last-Modified", "x"}}, .body = rss(item("g")), .stated_length = 5000}}}},
       2,
       expect_no_validators},
      {"KeepsNoneOfABodyThatEndsEarlyUnnoticed",
       {{"/feed.xml",
         {{.raw = "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nConnection: close\r\n\r\n<rss version=\"2.0\"><channel>" +
                  item("g") + "<item><title>hal"}}}},
       2,
       expect_no_validators},
      {"KeepsNoneOfWhatIsNoFeed",
       {{"/feed.xml", {{.headers = {{"ETag", "\"1\""}}, .body = "<html>Welcome</html>"}}}},
       2,
       expect_no_validators},
      {"KeepsNoneOfAServersError", {{"/feed.xml", {status(500, {{"ETag", "\"1\""}})}}}, 2, expect_no_validators},
      {"AsksForWhatIsNewAlone",
       {{"/feed.xml",
         {ok({{"ETag", "\"1\""}}),
          {.status = 226, .headers = {{"ETag", "\"2\""}, {"IM", "feed"}}, .body = rss(item("h", "New"))}}}},
       3,
       [](Outcome const& o) {
         EXPECT_EQ(o.request(1).header("a-im"), "feed");
         EXPECT_EQ(o.request(2).header("if-none-match"), "\"2\"");
         EXPECT_THAT(o.titles, testing::ElementsAre("T", "New"));
       }},
  };
}

std::vector<Row> requests() {
  return {
      {"AddsNoCookieNoRefererAndLeavesTheQueryAlone",
       {{"/feed.xml?b=2&a=%41;x", {ok({{"Set-Cookie", "id=1"}}), redirect(302, "/other"), ok()}}, {"/other", {ok()}}},
       4,
       [](Outcome const& o) {
         for (Seen const& seen : o.all) {
           EXPECT_FALSE(seen.has("cookie") || seen.has("referer") || seen.has("authorization")) << seen.target;
           EXPECT_EQ(seen.method, "GET");
           EXPECT_TRUE(seen.target == "/other" || seen.target == "/feed.xml?b=2&a=%41;x") << seen.target;
         }
       },
       "{connect: 2s, total: 5s}",
       "/feed.xml?b=2&a=%41;x"},
      {"SaysWhoAsksAndWhomToWriteTo",
       {{"/feed.xml", {ok()}}},
       1,
       [](Outcome const& o) {
         EXPECT_THAT(o.request(0).header("user-agent"),
                     AllOf(HasSubstr("Rasid/"), HasSubstr("https://example.org/tests")));
       }},
      {"OffersEveryCompression",
       {{"/feed.xml", {gzipped(rss(item("g", "Packed")))}}},
       2,
       [](Outcome const& o) {
         EXPECT_THAT(o.request(0).header("accept-encoding"),
                     AllOf(HasSubstr("gzip"), HasSubstr("br"), HasSubstr("zstd")));
         EXPECT_THAT(o.titles, testing::ElementsAre("Packed"));
       }},
      {"KeepsItsConnection", {{"/feed.xml", {ok()}}}, 5, [](Outcome const& o) { EXPECT_EQ(o.connections, 1U); }},
      {"FetchesNoEntity",
       {{"/feed.xml",
         {ok({}, "<!DOCTYPE rss [<!ENTITY x SYSTEM \"/secret\"><!ENTITY % p SYSTEM \"/secret.dtd\">%p;]>" +
                     rss(item("g", "A&x;B")))}}},
       3,
       [](Outcome const& o) {
         EXPECT_EQ(o.feed_polls, o.all.size());
         ASSERT_EQ(o.titles.size(), 1U);
       }},
      {"BelievesTheBytesRatherThanTheHeader",
       {{"/feed.xml",
         {{.headers = {{"Content-Type", "application/rss+xml; charset=us-ascii"}},
           .body = rss(item("g", "\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2 \xD9\x82\xD8\xA2\xD9\x86\xDB\x8C"))}}}},
       2,
       [](Outcome const& o) { EXPECT_THAT(o.titles, testing::ElementsAre("Киев قآنی")); }},
  };
}

std::vector<Row> redirects() {
  auto const moved = [](int code) -> std::map<std::string, std::vector<Reply>> {
    return {{"/feed.xml", {redirect(code, "/new.xml")}}, {"/new.xml", {ok()}}};
  };
  auto const remembered = [](Outcome const& o) { EXPECT_EQ(o.feed_polls, 1U); };
  auto const not_remembered = [](Outcome const& o) { EXPECT_GE(o.feed_polls, 3U); };
  return {
      {"Remembers301", moved(301), 5, remembered},
      {"Remembers308", moved(308), 5, remembered},
      {"Follows302WithoutRememberingIt", moved(302), 6, not_remembered},
      {"Follows303WithoutRememberingIt", moved(303), 6, not_remembered},
      {"Follows307WithoutRememberingIt", moved(307), 6, not_remembered},
      {"RemembersNoMoveThatLeadsToNoFeed",
       {{"/feed.xml", {redirect(301, "/new.xml")}}, {"/new.xml", {{.body = "<html>Parked</html>"}}}},
       6,
       not_remembered},
      {"RemembersNoMoveByWayOfAPassingOne",
       {{"/feed.xml", {redirect(301, "/a")}}, {"/a", {redirect(302, "/b")}}, {"/b", {ok()}}},
       7,
       [](Outcome const& o) { EXPECT_GE(o.feed_polls, 2U); }},
      {"LeavesACircle",
       {{"/feed.xml", {redirect(301, "/a")}}, {"/a", {redirect(302, "/feed.xml")}}},
       4,
       expect_problem("too-many-redirects")},
      {"LeavesAChainWithoutEnd",
       {{"/feed.xml", {redirect(302, "/1")}},
        {"/1", {redirect(302, "/2")}},
        {"/2", {redirect(302, "/3")}},
        {"/3", {redirect(302, "/4")}}},
       4,
       expect_problem("too-many-redirects"),
       "{connect: 2s, total: 5s, redirects: 2}"},
      {"GoesToNoOtherAddressOfThisMachine",
       {{"/feed.xml", {redirect(302, "http://169.254.169.254/latest/meta-data")}}},
       2,
       expect_problem("forbidden-address")},
      {"GoesToNoOtherServicesPort",
       {{"/feed.xml", {redirect(302, "http://127.0.0.2:6379/")}}},
       2,
       expect_problem("forbidden-port")},
      {"GoesToNoFile", {{"/feed.xml", {redirect(302, "file:///etc/passwd")}}}, 2, expect_problem("forbidden-scheme")},
  };
}

std::vector<Row> patience() {
  auto const slower = [](Outcome const& o) { EXPECT_LE(o.all.size(), 6U); };  // the clock has shown twelve rounds
  return {
      {"Waits429Seconds", {{"/feed.xml", {status(429, {{"Retry-After", "600"}})}}}, 0, expect_left_alone},
      {"Waits503Seconds", {{"/feed.xml", {status(503, {{"Retry-After", "600"}})}}}, 0, expect_left_alone},
      {"Waits429UntilADate",
       {{"/feed.xml",
         {status(429, {{"Date", "Mon, 29 Jun 2026 08:00:00 GMT"}, {"Retry-After", "Mon, 29 Jun 2026 08:10:00 GMT"}})}}},
       0,
       expect_left_alone},
      {"Waits503UntilADate",
       {{"/feed.xml",
         {status(503,
                 {{"Date", "Mon, 29 Jun 2026 08:00:00 GMT"}, {"Retry-After", "Monday, 29-Jun-26 08:10:00 GMT"}})}}},
       0,
       expect_left_alone},
      {"WaitsNoAbsurdTime",
       {{"/feed.xml", {status(503, {{"Retry-After", "99999999999999"}}), ok()}}},
       2,
       [](Outcome const& o) { EXPECT_LT(pause(o, 0), 3); },
       "{connect: 2s, total: 5s}",
       "/feed.xml",
       "400ms"},
      {"HeedsMaxAge", {{"/feed.xml", {ok({{"Cache-Control", "max-age=600"}})}}}, 0, slower},
      {"HeedsExpires",
       {{"/feed.xml", {ok({{"Date", "Mon, 29 Jun 2026 08:00:00 GMT"}, {"Expires", "Mon, 29 Jun 2026 08:10:00 GMT"}})}}},
       0,
       slower},
      {"HeedsTtl", {{"/feed.xml", {ok({}, rss(item("g"), "<ttl>10</ttl>"))}}}, 0, slower},
      {"SkipsTheHoursItIsAskedTo", {{"/feed.xml", {ok({}, rss(item("g"), every_hour_but_one_far_off()))}}}, 0, slower},
      {"BacksOffAt403", {{"/feed.xml", {status(403)}}}, 4, expect_backs_off},
      {"BacksOffAt404", {{"/feed.xml", {status(404)}}}, 4, expect_backs_off},
      {"BacksOffAt500", {{"/feed.xml", {status(500)}}}, 4, expect_backs_off},
      {"BacksOffWhenHungUpOn", {{"/feed.xml", {{.reset = true}}}}, 4, expect_backs_off},
      {"ForgetsItsPausesAfterASuccess",
       {{"/feed.xml", {status(500), status(500), status(500), ok(), ok()}}},
       6,
       [](Outcome const& o) { EXPECT_LT(pause(o, 4), pause(o, 2)); }},
      {"AsksNoMoreAfter410",
       {{"/feed.xml", {status(410)}}},
       0,
       [](Outcome const& o) {
         expect_left_alone(o);
         EXPECT_THAT(o.log, AllOf(HasSubstr("feed is gone and polled no more"), HasSubstr("feed=wire")));
       }},
  };
}

std::vector<Row> limits() {
  std::string const quick = "{connect: 1s, total: 2s, slow_rate: 1000, slow_for: 1s}";
  return {
      {"GivesUpADrip",
       {{"/feed.xml", {{.body = rss(item("g")), .drip = std::chrono::milliseconds{20}}}}},
       2,
       expect_problem("too-slow"),
       quick},
      {"GivesUpSilence",
       {{"/feed.xml", {{.silent = true}}}},
       2,
       [](Outcome const& o) {
         EXPECT_THAT(o.log, testing::AnyOf(HasSubstr("problem=too-slow"), HasSubstr("problem=timeout")));
       },
       quick},
      {"EndsAnEndlessBody",
       {{"/feed.xml", {{.body = item("g"), .endless = true}}}},
       2,
       expect_problem("body-too-large"),
       "{connect: 2s, total: 5s, body: 64KiB}"},
      {"EndsEndlessHeaders",
       {{"/feed.xml", {ok({{"X-A", std::string(9000, 'a')}, {"X-B", std::string(9000, 'b')}})}}},
       2,
       expect_problem("headers-too-large"),
       "{connect: 2s, total: 5s, headers: 10KiB}"},
      {"ReadsOnlySoManyItems",
       {{"/feed.xml", {ok({}, rss(item("1") + item("2") + item("3")))}}},
       2,
       [](Outcome const& o) {
         EXPECT_EQ(o.titles.size(), 2U);
         expect_problem("too-many-items")(o);
       },
       "{connect: 2s, total: 5s, items: 2}"},
  };
}

auto const row_name = [](auto const& info) { return info.param.says; };
INSTANTIATE_TEST_SUITE_P(Validators, BehaviourMatrix, testing::ValuesIn(validators()), row_name);
INSTANTIATE_TEST_SUITE_P(Requests, BehaviourMatrix, testing::ValuesIn(requests()), row_name);
INSTANTIATE_TEST_SUITE_P(Redirects, BehaviourMatrix, testing::ValuesIn(redirects()), row_name);
INSTANTIATE_TEST_SUITE_P(Patience, BehaviourMatrix, testing::ValuesIn(patience()), row_name);
INSTANTIATE_TEST_SUITE_P(Limits, BehaviourMatrix, testing::ValuesIn(limits()), row_name);

}  // namespace
}  // namespace rasid::test
