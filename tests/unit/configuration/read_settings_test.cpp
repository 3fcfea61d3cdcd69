#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/configuration/read_settings.h"
#include "tests/unit/configuration/folder.h"

namespace rasid::configuration {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ReadSettings : public testing::Test {
 protected:
  Settings read(std::string const& yaml) {
    folder.write("rasid.yaml", yaml);
    problems.clear();
    return read_settings(folder.path(), problems);
  }
  /// What is said about a file with one mistake.
  std::string said(std::string const& yaml) {
    read(yaml);
    EXPECT_THAT(problems, SizeIs(1)) << yaml << rendered(problems);
    return rendered(problems);
  }

  test::TempFolder folder;
  Diagnostics problems;
};

TEST_F(ReadSettings, PushIsOffUnlessItIsSet) {
  EXPECT_EQ(read("version: 1\nsinks: []\n").push, std::nullopt);
}

TEST_F(ReadSettings, ReadsWhatPushNeeds) {
  auto const push =
      read("version: 1\npush: {listen: \"[::1]:8431\", public_url: \"https://me.example/push//\"}\n").push;
  EXPECT_THAT(problems, IsEmpty()) << rendered(problems);
  EXPECT_EQ(push, (PushSettings{.listen = "[::1]:8431", .public_url = "https://me.example/push"}));
  EXPECT_EQ(
      read("push: {listen: 127.0.0.1:1, public_url: http://me.example, lease: 1h, poll_interval: 2h, connections: 3}")
          .push,
      (PushSettings{"127.0.0.1:1", "http://me.example", 1h, 2h, 3}));
  EXPECT_THAT(problems, IsEmpty()) << rendered(problems);
}

TEST_F(ReadSettings, SaysWhereAndWhyPushCannotBe) {
  EXPECT_THAT(said("push:\n  listen: localhost:8431\n  public_url: https://me.example\n"),
              AllOf(HasSubstr("rasid.yaml:2:11"), HasSubstr("not an address and a port"), HasSubstr("127.0.0.1:8431")));
  EXPECT_THAT(said("push:\n  listen: 127.0.0.1:0\n  public_url: https://me.example\n"), HasSubstr("rasid.yaml:2:11"));
  EXPECT_THAT(said("push:\n  listen: 127.0.0.1:8431\n  public_url: me.example/push\n"),
              AllOf(HasSubstr("rasid.yaml:3:15"), HasSubstr("hubs cannot reach")));
  EXPECT_THAT(said("push:\n  listen: 127.0.0.1:8431\n  public_url: https://me.example/?a=b\n"),
              HasSubstr("rasid.yaml:3:15"));
  EXPECT_THAT(said("push: {listen: 127.0.0.1:8431}"), HasSubstr("public_url"));
  EXPECT_THAT(said("push: {listen: 127.0.0.1:8431, public_url: https://me.example, lese: 1d}"), HasSubstr("lease"));
  EXPECT_EQ(read("push: {listen: localhost:8431, public_url: https://me.example}").push, std::nullopt);
}

TEST_F(ReadSettings, KnowsWhetherWhatItSaysOfASinkHasChanged) {
  auto const known_as = [&](std::string const& sink) {
    return read("sinks:\n  - " + sink).sinks.at(0).manners.configured_as;
  };
  std::string const before = known_as("{id: a, type: log}\n");
  EXPECT_EQ(before.size(), 32U);
  EXPECT_EQ(known_as("{id: 'a', type: log}  # a remark\n"), before);
  EXPECT_NE(known_as("{id: a, type: log, concurrency: 3}\n"), before);
}

TEST_F(ReadSettings, ProbesASinkNoLaterThanItsScheduleWouldRetry) {
  auto const breaker = [&](std::string const& retry) { return read("retry: " + retry + "\n").retry.breaker; };
  EXPECT_EQ(breaker("{then_every: 1d}").probe_after, 10s);
  EXPECT_EQ(breaker("{schedule: [0s, 200ms], then_every: 500ms}").probe_after, 500ms);
  EXPECT_EQ(breaker("{schedule: [0s, 200ms], then_every: 500ms, breaker: {probe_after: 3s}}").probe_after, 3s);
}

TEST_F(ReadSettings, ReadsEveryKey) {
  folder.write("secrets/desk", secret_text + "\n");
  Settings const s = read(R"(version: 1
contact: mailto:desk@example.org
store: /var/lib/x.db
control_socket: /run/x.sock
feed_failing: {after: 3h, sinks: [log]}
polling:
  {interval: 20m, polls_per_hour: 120.5, learn: false, longest_interval: 6h, longest_hint: 4h, host_spacing: 2s, time_scale: 0.5, floor: 2m, startup_spread: 3m, longest_pause: 12h, connections: 7, connections_per_host: 2}
limits:
  {connect: 1s, total: 2s, body: 1MiB, headers: 2KiB, redirects: 3, items: 4, slow_rate: 5, slow_for: 6s}
egress: {allow: [10.0.0.0/8, "fd00::/8"]}
tracking_parameters: [src, "from_*"]
pipeline: {workers: 3, queue: 9, drain: 5s}
retry:
  {schedule: [0s, 1s, 2m], then_every: 3h, give_up_after: 4d, jitter: 0.1, breaker: {failures: 7, probe_after: 8s, longest_pause: 9m}}
outbox: {keep_delivered: 3d, keep_dead: 4d}
log_level: debug
sinks:
  - {id: log, type: log, concurrency: 3, ordered: strict}
  - id: desk
    type: webhook
    url: https://desk.example.org/hook
    secret_file: secrets/desk
    timeout: 9s
    headers: {X-Desk: middle-east, X-Two: "2"}
    allow_private: true
)");
  ASSERT_THAT(problems, IsEmpty()) << rendered(problems);
  EXPECT_EQ(s.retry.jitter, 0.1);
  EXPECT_EQ(s.retry.breaker.failures, 7U);
  EXPECT_EQ(s.retry.breaker.probe_after, 8s);
  EXPECT_EQ(s.retry.breaker.longest_pause, 9min);
  EXPECT_EQ(s.keep_delivered, std::chrono::days{3});
  EXPECT_EQ(s.keep_dead, std::chrono::days{4});
  ASSERT_THAT(s.sinks, SizeIs(2));
  EXPECT_EQ(s.sinks[0].manners.at_once, 3U);
  EXPECT_TRUE(s.sinks[0].manners.strict_order);
  EXPECT_EQ(s.sinks[1].manners.at_once, 16U);
  EXPECT_FALSE(s.sinks[1].manners.strict_order);
  EXPECT_EQ(s.contact, "mailto:desk@example.org");
  EXPECT_EQ(s.store, "/var/lib/x.db");
  EXPECT_EQ(s.polling.interval, 20min);
  EXPECT_EQ(s.control_socket, "/run/x.sock");
  EXPECT_EQ(s.feed_failing.after, 3h);
  EXPECT_EQ(s.feed_failing.sinks, std::vector<SinkId>{{"log"}});
  EXPECT_EQ(s.polling.polls_per_hour, 120.5);
  EXPECT_FALSE(s.polling.learn);
  EXPECT_EQ(s.polling.longest_interval, 6h);
  EXPECT_EQ(s.polling.longest_hint, 4h);
  EXPECT_EQ(s.polling.host_spacing, 2s);
  EXPECT_EQ(s.polling.time_scale, 0.5);
  EXPECT_EQ(s.polling.floor, 2min);
  EXPECT_EQ(s.polling.startup_spread, 3min);
  EXPECT_EQ(s.polling.longest_pause, 12h);
  EXPECT_EQ(s.polling.connections, 7U);
  EXPECT_EQ(s.polling.connections_per_host, 2U);
  EXPECT_EQ(s.limits.connect, 1s);
  EXPECT_EQ(s.limits.total, 2s);
  EXPECT_EQ(s.limits.body_bytes, 1U << 20U);
  EXPECT_EQ(s.limits.header_bytes, 2048U);
  EXPECT_EQ(s.limits.redirects, 3U);
  EXPECT_EQ(s.most_items, 4U);
  EXPECT_EQ(s.limits.slow_bytes_per_second, 5U);
  EXPECT_EQ(s.limits.slow_for, 6s);
  EXPECT_THAT(s.egress.allowed_v4, SizeIs(1));
  EXPECT_THAT(s.egress.allowed_v6, SizeIs(1));
  EXPECT_TRUE(s.tracking.has("from_mail"));
  EXPECT_FALSE(s.tracking.has("utm_source"));
  EXPECT_EQ(s.workers, 3U);
  EXPECT_EQ(s.queue, 9U);
  EXPECT_EQ(s.drain, 5s);
  EXPECT_THAT(s.retry.pauses, ElementsAre(0s, 1s, 2min));
  EXPECT_EQ(s.retry.then_every, 3h);
  EXPECT_EQ(s.retry.give_up_after, 96h);
  EXPECT_EQ(s.log_level, log::Level::debug);
  ASSERT_THAT(s.sinks, SizeIs(2));
  EXPECT_TRUE(std::holds_alternative<LogSettings>(s.sinks[0].kind));
  auto const& webhook = std::get<sinks::WebhookSettings>(s.sinks[1].kind);
  EXPECT_EQ(webhook.id.value, "desk");
  EXPECT_EQ(webhook.url, "https://desk.example.org/hook");
  EXPECT_THAT(webhook.secrets, SizeIs(1));
  EXPECT_EQ(webhook.timeout, 9s);
  EXPECT_THAT(webhook.headers, ElementsAre(std::pair("X-Desk", "middle-east"), std::pair("X-Two", "2")));
  EXPECT_TRUE(webhook.allow_private_addresses);
}

TEST_F(ReadSettings, HasADefaultForEverything) {
  Settings const s = read("version: 1\n");
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(s.polling.interval, 15min);
  EXPECT_EQ(s.polling.floor, 1min);
  EXPECT_EQ(s.polling.connections, 64U);
  EXPECT_EQ(s.polling.connections_per_host, 1U);
  EXPECT_EQ(s.limits.body_bytes, 8U << 20U);
  EXPECT_EQ(s.most_items, 5'000U);
  EXPECT_TRUE(s.tracking.has("utm_source"));
  EXPECT_EQ(s.workers, 0U);
  EXPECT_EQ(s.queue, 256U);
  EXPECT_EQ(s.drain, 20s);
  EXPECT_EQ(s.log_level, log::Level::info);
  EXPECT_THAT(s.sinks, IsEmpty());
}

TEST_F(ReadSettings, SaysThatTheFileIsMissing) {
  read_settings(folder.path(), problems);
  EXPECT_THAT(rendered(problems), HasSubstr("rasid.yaml: error: cannot be read: No such file or directory"));
}

TEST_F(ReadSettings, SaysWhereTheYamlIsBroken) {
  EXPECT_THAT(said("version: 1\npolling: [\n"), HasSubstr("rasid.yaml:3:1: error: not valid YAML"));
  EXPECT_THAT(said("- a\n"), HasSubstr("rasid.yaml:1:1: error: rasid.yaml must be a map of keys, not a list"));
}

TEST_F(ReadSettings, OffersTheNearestKeyInEveryMap) {
  read(R"(verison: 1
polling: {intervall: 1m}
limits: {redirect: 1}
egress: {alow: []}
pipeline: {worker: 1}
retry: {shedule: []}
sinks:
  - {id: a, type: log, tipe: x}
)");
  EXPECT_THAT(places(problems),
              testing::UnorderedElementsAre("rasid.yaml:1:1", "rasid.yaml:2:11", "rasid.yaml:3:10", "rasid.yaml:4:10",
                                            "rasid.yaml:5:12", "rasid.yaml:6:9", "rasid.yaml:8:24"));
  std::string const all = rendered(problems);
  for (std::string const key : {"version", "interval", "redirects", "allow", "workers", "schedule", "type"}) {
    EXPECT_THAT(all, HasSubstr("did you mean \"" + key + "\"?"));
  }
}

struct Mistake {
  char const* yaml;
  char const* place;
  char const* message;
  char const* remedy;

  friend void PrintTo(Mistake const& mistake, std::ostream* out) { *out << mistake.yaml; }
};

class Mistakes : public ReadSettings, public testing::WithParamInterface<Mistake> {};

TEST_P(Mistakes, AreReportedWithPlaceAndRemedy) {
  read(GetParam().yaml);
  ASSERT_THAT(problems, SizeIs(1)) << rendered(problems);
  EXPECT_THAT(places(problems), ElementsAre(std::string("rasid.yaml:") + GetParam().place));
  EXPECT_THAT(problems[0].message, HasSubstr(GetParam().message));
  EXPECT_THAT(problems[0].remedy, HasSubstr(GetParam().remedy));
  EXPECT_EQ(problems[0].severity, Diagnostic::Severity::error);
}

INSTANTIATE_TEST_SUITE_P(
    InRasidYaml, Mistakes,
    testing::Values(
        Mistake{"version: 2\n", "1:10", "\"version\" must be a whole number from 1 to 1", ""},
        Mistake{"contact: [a]\n", "1:10", "\"contact\" must be a single value, not a list", ""},
        Mistake{"polling: 15m\n", "1:10", "polling must be a map of keys, not a value", ""},
        Mistake{"polling:\n  interval: often\n", "2:13", "\"interval\" must be a length of time", "30s, 15m, 2h"},
        Mistake{"polling:\n  interval: 0s\n", "2:13", "\"interval\" must be from 1ms to 365d", ""},
        Mistake{"polling:\n  longest_pause: 900d\n", "2:18", "\"longest_pause\" must be from 1ms to 365d", ""},
        Mistake{"polling: {connections: 0}\n", "1:24", "\"connections\" must be a whole number from 1 to 10000", ""},
        Mistake{"polling: {connections_per_host: 65}\n", "1:33", "from 1 to 64", ""},
        Mistake{"limits: {total: 0s}\n", "1:17", "\"total\" must be from 1ms to 1d", ""},
        Mistake{"limits: {body: 8MB}\n", "1:16", "\"body\" must be a size", "8MiB"},
        Mistake{"limits: {body: 2GiB}\n", "1:16", "\"body\" must be from 1 to 1GiB", ""},
        Mistake{"limits: {body: 0}\n", "1:16", "\"body\" must be from 1 to 1GiB", ""},
        Mistake{"limits: {slow_rate: 4GiB}\n", "1:21", "\"slow_rate\" must be from 0 to 1GiB", ""},
        Mistake{"limits: {body: 999999999999GiB}\n", "1:16", "\"body\" must be a size", ""},
        Mistake{"limits: {items: -1}\n", "1:17", "\"items\" must be a whole number from 1", ""},
        Mistake{"egress: {allow: [10.0.0.0/8, home]}\n", "1:30", "\"home\" is not an address range", "10.0.0.0/8"},
        Mistake{"egress: {allow: 300.0.0.0/8}\n", "1:17", "\"300.0.0.0/8\" is not an address range", ""},
        Mistake{"retry:\n  schedule: [0s, 5]\n", "2:18", "\"5\" is not a length of time", "[0s, 5s"},
        Mistake{"retry:\n  schedule: {a: 1s}\n", "2:13", "\"schedule\" must be a list", "[one, two]"},
        Mistake{"pipeline: {queue: 0}\n", "1:19", "\"queue\" must be a whole number from 1", ""},
        Mistake{"log_level: warnin\n", "1:12", "\"log_level\" cannot be \"warnin\"", "did you mean \"warning\"?"},
        Mistake{"sinks: desk\n", "1:8", "\"sinks\" must be a list, not a value", "- "},
        Mistake{"sinks:\n  - desk\n", "2:5", "sink must be a map of keys, not a value", ""},
        Mistake{"sinks:\n  - {type: log}\n", "2:5", "sink needs \"id\"", "id: …"},
        Mistake{"sinks:\n  - {id: '', type: log}\n", "2:10", "\"id\" must not be empty", ""},
        Mistake{"sinks:\n  - {id: a}\n", "2:5", "sink needs \"type\"", "type: …"},
        Mistake{"sinks:\n  - {id: a, type: webhok, url: 'https://x.example/'}\n", "2:19", "cannot be \"webhok\"",
                "did you mean \"webhook\"?"},
        Mistake{"sinks:\n  - {id: a, type: log}\n  - {id: a, type: log}\n", "3:5", "a sink \"a\" stands above already",
                "another id"},
        Mistake{"sinks:\n  - {id: a, type: log, url: 'https://x.example/'}\n", "2:24", "sink has no key \"url\"",
                "known keys: concurrency, digest, escalate, group, id, ordered, quiet_hours, rate_limit, repeat, type"}));

TEST_F(ReadSettings, ReportsAWebhookThatCannotBeUsed) {
  folder.write("secrets/desk", secret_text);
  std::string const hook = "sinks:\n  - id: a\n    type: webhook\n    secret_file: secrets/desk\n";
  EXPECT_THAT(said(hook), HasSubstr("sink needs \"url\""));
  EXPECT_THAT(said(hook + "    url: desk.example.org\n"), HasSubstr("webhook \"a\": the URL must be absolute"));
  EXPECT_THAT(said(hook + "    url: https://x.example/\n    headers: {Content-Type: text/plain}\n"),
              HasSubstr("a header is one that the webhook sends itself"));
  EXPECT_THAT(said(hook + "    url: https://x.example/\n    headers: {'a b': c}\n"), HasSubstr("not well formed"));
  EXPECT_THAT(said(hook + "    url: https://x.example/\n    timeout: 2d\n"), HasSubstr("from 1ms to 1d"));
  EXPECT_THAT(said(hook + "    url: https://x.example/\n    allow_private: maybe\n"), HasSubstr("true or false"));
  EXPECT_THAT(said(hook + "    url: https://x.example/\n    headers: [a]\n"), HasSubstr("headers must be a map"));
  EXPECT_THAT(said("sinks:\n  - {id: a, type: webhook, url: 'https://x.example/'}\n"), HasSubstr("rasid.yaml:2:5"));
  EXPECT_THAT(rendered(problems), HasSubstr("at least one secret is needed"));
}

TEST_F(ReadSettings, ReadsTheRestBesideAMistake) {
  Settings const s = read("polling: {interval: soon, connections: 5}\ncontact: x\n");
  EXPECT_THAT(problems, SizeIs(1));
  EXPECT_EQ(s.polling.connections, 5U);
  EXPECT_EQ(s.polling.interval, 15min);
  EXPECT_EQ(s.contact, "x");
}

}  // namespace
}  // namespace rasid::configuration
