// What the outbox promises of sinks that are down, gone, slow, or want their messages in order.
#include <gmock/gmock.h>

#include <SQLiteCpp/Database.h>

#include <algorithm>

#include "tests/unit/sinks/running.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> ids_of(std::vector<test::Seen> const& requests) {
  std::vector<std::string> ids;
  for (auto const& request : requests) ids.push_back(request.header("webhook-id"));
  return ids;
}

TEST(DelivererContract, BeginsTheMessagesOfAStoryInOrder) {
  test::TempFolder folder;
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.delay = 5ms}; });
  Watching watching;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  std::vector<std::string> expected;
  for (int i = 0; i < 30; ++i) {
    running.alert("n" + std::to_string(i), {{"desk"}}, "one story");
    expected.push_back("alr_n" + std::to_string(i) + "_1");
  }
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 30; }));
  EXPECT_EQ(ids_of(receiver.requests()), expected);
  EXPECT_EQ(receiver.most_at_once(), 1U);
}

TEST(DelivererContract, PassesAStuckHeadAfterItsFirstFailure) {
  test::TempFolder folder;
  test::HttpServer receiver([&](test::Seen const& seen) {
    return test::Reply{.status = seen.header("webhook-id") == "alr_head_1" ? 500 : 200};
  });
  Watching watching;
  DelivererSettings settings = quick();
  settings.retry.pauses = {0ms, 1h};
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching, settings);
  running.alert("head", {{"desk"}}, "one story");
  running.alert("next", {{"desk"}}, "one story");
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  EXPECT_THAT(ids_of(receiver.requests()), ElementsAre("alr_head_1", "alr_next_1"));
}

TEST(DelivererContract, LetsNothingPassAStuckHeadWhereOrderIsStrict) {
  test::TempFolder folder;
  std::atomic<int> left{3};
  test::HttpServer receiver([&](test::Seen const& seen) {
    bool const head = seen.header("webhook-id") == "alr_head_1";
    return test::Reply{.status = head && left-- > 0 ? 500 : 200};
  });
  Watching watching;
  Receiver strict{receiver.url("/")};
  strict.manners.strict_order = true;
  Running running(folder, {{"desk", strict}}, watching);
  running.alert("head", {{"desk"}}, "one story");
  running.alert("next", {{"desk"}}, "one story");
  running.alert("other", {{"desk"}}, "another");
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 3; }));
  std::vector<std::string> ids = ids_of(receiver.requests());
  std::erase(ids, "alr_other_1");
  EXPECT_THAT(ids, ElementsAre("alr_head_1", "alr_head_1", "alr_head_1", "alr_head_1", "alr_next_1"));
}

TEST(DelivererContract, TriesAReceiverThatIsDownOnlyNowAndThen) {
  test::TempFolder folder;
  std::atomic<bool> down{true};
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.status = down ? 503 : 204}; });
  Watching watching;
  DelivererSettings settings = quick();
  settings.retry.breaker = {.failures = 3, .probe_after = 300ms, .longest_pause = 300ms};
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching, settings);
  auto const begun = std::chrono::steady_clock::now();
  for (int i = 0; i < 50; ++i) running.alert("n" + std::to_string(i), {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return receiver.requests().size() >= 6; }));
  auto const took = std::chrono::steady_clock::now() - begun;
  EXPECT_GE(took, 900ms) << "three at once, then three probes";
  EXPECT_EQ(receiver.most_at_once(), 1U);
  EXPECT_EQ(watching.down_count, 1);
  ASSERT_TRUE(test::wait_for([&] {
    auto const states = running.sink_states();
    return states.size() == 1 && states[0].failures >= 6 && states[0].last_error.starts_with("HTTP 503");
  }));

  down = false;
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 50; }));
  EXPECT_EQ(watching.up_count, 1);
  ASSERT_TRUE(test::wait_for([&] { return running.sink_states().at(0).failures == 0; }));
  std::set<std::string> bodies;
  for (auto const& request : receiver.requests()) bodies.insert(request.body);
  EXPECT_EQ(bodies.size(), 1U);
}

TEST(DelivererContract, SendsNothingTwiceWithoutACrash) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"a", {receiver.url("/a")}}, {"b", {receiver.url("/b")}}}, watching);
  for (int i = 0; i < 300; ++i) running.alert("n" + std::to_string(i), {{"a"}, {"b"}});
  ASSERT_TRUE(test::wait_for([&] { return running.totals().delivered == 600; }));
  for (auto const* target : {"/a", "/b"}) {
    auto const ids = ids_of(receiver.requests(target));
    EXPECT_EQ(ids.size(), 300U);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 300U);
  }
}

TEST(DelivererContract, HoldsNoMoreThanACrashMayRepeat) {
  test::TempFolder folder;
  std::atomic<int> seen{0};  // those that are answered make the sinks be trusted with more at once
  test::HttpServer hangs([&](test::Seen const&) { return test::Reply{.silent = ++seen > 20}; });
  Watching watching;
  DelivererSettings settings = quick();
  settings.in_all = 10;
  Receivers receivers;
  std::vector<SinkId> all;
  for (char name = 'a'; name < 'e'; ++name) {
    receivers.emplace(std::string(1, name), Receiver{hangs.url("/")});
    all.push_back({std::string(1, name)});
  }
  Running running(folder, receivers, watching, settings);
  for (int i = 0; i < 20; ++i) running.alert("n" + std::to_string(i), all);
  ASSERT_TRUE(hangs.wait_for_requests(24));
  EXPECT_FALSE(hangs.wait_for_requests(31, 300ms));
}

/// A sink that answers 410 once and then as it is told.
struct GoneOnce : testing::Test {
  test::TempFolder folder;
  std::atomic<int> status{410};
  test::HttpServer receiver{[this](test::Seen const&) { return test::Reply{.status = status}; }};
  Watching watching;

  [[nodiscard]] bool is_disabled(Running& running) const {
    auto const states = running.sink_states();
    return states.size() == 1 && states[0].disabled_since.has_value();
  }
};

TEST_F(GoneOnce, DisablesTheSinkAndKeepsWhatIsMeantForIt) {
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return is_disabled(running); }));
  EXPECT_EQ(watching.disabled_count, 1);
  EXPECT_THAT(watching.said().back(), HasSubstr("410"));
  EXPECT_THAT(running.sink_states()[0].disabled_because, HasSubstr("410"));
  running.alert("two", {{"desk"}});
  EXPECT_FALSE(receiver.wait_for_requests(2, 200ms));
  EXPECT_EQ(running.totals().pending, 2);
}

TEST_F(GoneOnce, StaysDisabledOverARestartAndAnUnchangedConfiguration) {
  {
    Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
    running.alert("one", {{"desk"}});
    ASSERT_TRUE(test::wait_for([&] { return is_disabled(running); }));
  }
  status = 204;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  running.set_receivers({{"desk", {receiver.url("/")}}});
  EXPECT_FALSE(receiver.wait_for_requests(2, 200ms));
  running.set_receivers({{"desk", {receiver.url("/moved")}}});
  ASSERT_TRUE(test::wait_for([&] { return running.totals().delivered == 1; }));
  EXPECT_EQ(receiver.requests("/moved").size(), 1U);
  EXPECT_FALSE(is_disabled(running));
}

TEST_F(GoneOnce, IsEnabledByAnotherProcessWithinASecond) {
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return is_disabled(running); }));
  status = 204;
  SQLite::Database other((folder / "rasid.db").string(), SQLite::OPEN_READWRITE);
  other.exec("UPDATE sinks SET disabled_since = NULL, disabled_because = '', configured_as = ''");
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }, 5s));
  EXPECT_EQ(watching.up_count, 1);
}

TEST(DelivererContract, StopsASinkThatAnotherProcessDisabled) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return running.totals().delivered == 1; }));
  SQLite::Database other((folder / "rasid.db").string(), SQLite::OPEN_READWRITE);
  other.setBusyTimeout(5'000);
  other.exec("UPDATE sinks SET disabled_since = 1, disabled_because = 'by hand'");
  running.alert("two", {{"desk"}});
  running.set_receivers({{"desk", {receiver.url("/changed")}}});  // enables only what disabled itself
  EXPECT_FALSE(receiver.wait_for_requests(2, 300ms));
  EXPECT_EQ(running.totals().pending, 1);
}

}  // namespace
}  // namespace rasid::sinks
