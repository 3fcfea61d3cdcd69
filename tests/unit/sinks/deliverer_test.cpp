#include "daemon/sinks/deliverer.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/unit/sinks/running.h"

namespace rasid::sinks {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

TEST(Deliverer, RetriesWithTheSameIdAndBytesUntilTheReceiverIsBack) {
  test::TempFolder folder;
  std::atomic<int> left{2};
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.status = left-- > 0 ? 500 : 200}; });
  Watching watching;
  {
    Running running(folder, {{"desk", {receiver.url("/hook")}}}, watching);
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

TEST(Deliverer, DatesAndSignsEachAttemptAnew) {
  test::TempFolder folder;
  std::atomic<int> left{3};
  ForwardClock* clock = nullptr;
  test::HttpServer receiver([&](test::Seen const&) {
    clock->put_forward(10min);  // beyond what a receiver tolerates: the first signature would be refused by now
    return test::Reply{.status = left-- > 0 ? 503 : 204};
  });
  Watching watching;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  clock = &running.clock();
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  auto const seen = receiver.requests();
  ASSERT_EQ(seen.size(), 4U);
  std::set<std::string> signatures;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    EXPECT_EQ(seen[i].header("webhook-id"), seen[0].header("webhook-id"));
    EXPECT_EQ(seen[i].body, seen[0].body);
    EXPECT_EQ(seen[i].header("webhook-signature"), expected_signature(seen[i]));
    signatures.insert(seen[i].header("webhook-signature"));
    if (i > 0) {
      auto const time = [&](std::size_t at) { return std::stoll(seen[at].header("webhook-timestamp")); };
      EXPECT_GE(time(i) - time(i - 1), 600);
      EXPECT_LT(time(i) - time(i - 1), 660);
    }
  }
  EXPECT_EQ(signatures.size(), 4U);
}

TEST(Deliverer, GivesUpAtTheEndOfTheScheduleAndSaysWhy) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{.status = 500}; });
  Watching watching;
  DelivererSettings settings = quick();  // five days in a twentieth of a second
  settings.retry.pauses = {0ms, 5ms};
  settings.retry.then_every = 10ms;
  settings.retry.give_up_after = 50ms;
  settings.retry.at_least = 5;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching, settings);
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return watching.dead_count == 1; }));
  ASSERT_TRUE(test::wait_for([&] { return running.totals().dead == 1; }));
  std::size_t const attempts = receiver.requests().size();
  EXPECT_GE(attempts, 5U);
  EXPECT_EQ(watching.retries, static_cast<int>(attempts) - 1);
  EXPECT_THAT(watching.said(), Contains(AllOf(HasSubstr("gave up after " + std::to_string(attempts) + " attempts"),
                                              HasSubstr("HTTP 500"))));

  // What is dead stays so: a later alert goes out, the dead one not again.
  running.alert("two", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return watching.dead_count == 2; }));
  auto const seen = receiver.requests();
  for (std::size_t i = attempts; i < seen.size(); ++i) EXPECT_EQ(seen[i].header("webhook-id"), "alr_two_1");
}

TEST(Deliverer, SignsWithBothSecretsWhileOneIsChanged) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"desk", {receiver.url("/"), {secret_text}}}}, watching);
  auto const next = [&](std::string const& name) {
    int const before = watching.delivered_count;
    running.alert(name, {{"desk"}});
    EXPECT_TRUE(test::wait_for([&] { return watching.delivered_count > before; }));
    return receiver.requests().back();
  };
  test::Seen const before = next("before");
  running.set_receivers({{"desk", {receiver.url("/"), {other_secret_text, secret_text}}}});
  test::Seen const during = next("during");
  running.set_receivers({{"desk", {receiver.url("/"), {other_secret_text}}}});
  test::Seen const after = next("after");

  EXPECT_EQ(before.header("webhook-signature"), expected_signature(before, secret_key()));
  EXPECT_EQ(during.header("webhook-signature"),
            expected_signature(during, other_secret_key()) + " " + expected_signature(during, secret_key()));
  EXPECT_EQ(after.header("webhook-signature"), expected_signature(after, other_secret_key()));
}

TEST(Deliverer, SendsToWhereTheConfigurationPointsNow) {
  test::TempFolder folder;
  test::HttpServer old([](test::Seen const&) { return test::Reply{.status = 500}; });
  test::HttpServer corrected([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"desk", {old.url("/")}}}, watching);
  running.alert("one", {{"desk"}, {"phone"}});
  ASSERT_TRUE(old.wait_for_requests(1));
  ASSERT_TRUE(test::wait_for([&] { return watching.retries >= 2; }));
  running.set_receivers({{"desk", {corrected.url("/desk")}}, {"phone", {corrected.url("/phone")}}});
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 2; }));
  EXPECT_EQ(corrected.requests("/desk").size(), 1U);
  EXPECT_EQ(corrected.requests("/phone").size(), 1U);
  for (auto const& request : corrected.requests()) EXPECT_EQ(request.header("webhook-id"), "alr_one_1");
}

TEST(Deliverer, DropsARetryAfterWhenTheConfigurationChanges) {
  test::TempFolder folder;
  test::HttpServer busy(
      [](test::Seen const&) { return test::Reply{.status = 429, .headers = {{"Retry-After", "3600"}}}; });
  test::HttpServer other([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"desk", {busy.url("/")}}}, watching);
  running.alert("one", {{"desk"}});
  ASSERT_TRUE(test::wait_for([&] { return watching.retries == 1; }));
  running.alert("two", {{"desk"}});  // held back by what the receiver asked for
  running.set_receivers({{"desk", {other.url("/")}}});
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  EXPECT_EQ(other.requests()[0].header("webhook-id"), "alr_two_1");
  EXPECT_EQ(busy.requests().size(), 1U);
}

TEST(Deliverer, DoesNotLetASinkThatHangsHoldUpAnother) {
  test::TempFolder folder;
  test::HttpServer hangs([](test::Seen const&) { return test::Reply{.silent = true}; });
  test::HttpServer answers([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"a", {hangs.url("/")}}, {"b", {answers.url("/")}}}, watching);
  for (int i = 0; i < 20; ++i) running.alert("n" + std::to_string(i), {{"a"}, {"b"}});
  // Less than the five seconds after which the first of those that hang would make room.
  EXPECT_TRUE(test::wait_for([&] { return answers.requests().size() >= 20; }, 4s));
}

TEST(Deliverer, SendsAgainAfterARestartUnderTheSameId) {
  test::TempFolder folder;
  std::atomic<bool> silent{true};
  test::HttpServer receiver([&](test::Seen const&) { return test::Reply{.silent = silent.load()}; });
  Watching watching;
  {
    Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
    running.alert("one", {{"desk"}});
    ASSERT_TRUE(receiver.wait_for_requests(1));
  }
  silent = false;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  ASSERT_TRUE(test::wait_for([&] { return watching.delivered_count == 1; }));
  EXPECT_EQ(receiver.requests().back().header("webhook-id"), "alr_one_1");
}

TEST(Deliverer, KeepsWhatHasNoSinkUntilThereIsOne) {
  test::TempFolder folder;
  test::HttpServer receiver([](test::Seen const&) { return test::Reply{}; });
  Watching watching;
  Running running(folder, {{"desk", {receiver.url("/")}}}, watching);
  running.alert("one", {{"desk"}, {"removed"}});
  ASSERT_TRUE(test::wait_for([&] { return running.totals().delivered == 1; }));
  EXPECT_EQ(running.totals().pending, 1);
  running.set_receivers({{"desk", {receiver.url("/")}}, {"removed", {receiver.url("/removed")}}});
  EXPECT_TRUE(test::wait_for([&] { return running.totals().delivered == 2; }));
}

}  // namespace
}  // namespace rasid::sinks
