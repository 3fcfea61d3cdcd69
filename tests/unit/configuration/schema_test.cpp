#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "daemon/configuration/read_settings.h"
#include "tests/unit/configuration/folder.h"
#include "tests/unit/configuration/schema.h"

namespace rasid::configuration {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::filesystem::path const config = std::filesystem::path(RASID_SOURCE_DIR) / "config";

struct Shipped {
  char const* folder;
  char const* schema;

  friend void PrintTo(Shipped const& shipped, std::ostream* out) { *out << shipped.folder; }
};

class ShippedFiles : public testing::TestWithParam<Shipped> {};

TEST_P(ShippedFiles, FitTheirSchema) {
  Schema const schema(GetParam().schema);
  auto const files = yaml_files(config / GetParam().folder);
  ASSERT_THAT(files, testing::Not(IsEmpty()));
  for (auto const& file : files) EXPECT_EQ(schema.complaints(YAML::LoadFile(file.string())), "") << file;
}

INSTANTIATE_TEST_SUITE_P(, ShippedFiles,
                         testing::Values(Shipped{".", "rasid"}, Shipped{"feeds.d", "feeds"},
                                         Shipped{"watchlists", "watchlist"}, Shipped{"rules.d", "watches"}),
                         [](auto const& i) {
                           std::string name = i.param.schema;
                           name[0] = static_cast<char>(name[0] - 'a' + 'A');
                           return name;
                         });

/// A file with all keys, or with one mistake.
struct Example {
  bool good;
  char const* yaml;

  friend void PrintTo(Example const& example, std::ostream* out) { *out << example.yaml; }
};

/// The schema, which editors use, and the reader must not tell a user different things.
void expect_agreement(Example const& example, std::string const& complaints, Diagnostics const& problems) {
  EXPECT_EQ(complaints.empty(), example.good) << example.yaml << complaints;
  EXPECT_EQ(problems.empty(), example.good) << example.yaml << rendered(problems);
}

class MainFile : public testing::TestWithParam<Example> {};

TEST_P(MainFile, IsJudgedAlikeByTheSchemaAndTheReader) {
  test::TempFolder const folder;
  folder.write("secrets/desk", secret_text);
  folder.write("rasid.yaml", GetParam().yaml);
  Diagnostics problems;
  read_settings(folder.path(), problems);
  expect_agreement(GetParam(), Schema("rasid").complaints(YAML::Load(GetParam().yaml)), problems);
}

INSTANTIATE_TEST_SUITE_P(
    , MainFile,
    testing::Values(
        Example{true, "version: 1\n"},
        Example{true,
                "version: 1\ncontact: x\nstore: y\nlog_level: warning\ntracking_parameters: [src, \"utm_*\"]\n"
                "polling: {interval: 1h30m, floor: 0s, polls_per_hour: 0.5, learn: false, longest_interval: 2d, "
                "longest_hint: 0s, host_spacing: 0s, "
                "time_scale: 0.01, startup_spread: 250ms, longest_pause: 7d, connections: 1, "
                "connections_per_host: 64}\n"
                "limits: {connect: 1s, total: 1s, body: 512KiB, headers: 100, redirects: 0, items: 1, slow_rate: 0, "
                "slow_for: 1s}\n"
                "control_socket: /run/x.sock\nfeed_failing: {after: 0s, sinks: []}\n"
                "egress: {allow: 10.0.0.0/8}\npipeline: {workers: 0, queue: 1, drain: 0s}\n"
                "retry: {schedule: [0s], then_every: 1s, give_up_after: 0s}\nsinks: []\n"},
        Example{true,
                "sinks:\n- {id: a, type: log}\n- {id: b, type: webhook, url: 'https://x.example/', secret_file: "
                "secrets/desk, timeout: 1s, headers: {A: b}, allow_private: false}\n"},
        Example{true, "sinks:\n- {id: b, type: webhook, url: 'http://x.example/', secret_file: [secrets/desk]}\n"},
        Example{true, "push: {listen: '127.0.0.1:8431', public_url: 'https://x.example'}\n"},
        Example{true,
                "push: {listen: '[::1]:8431', public_url: 'http://x.example/a/', lease: 1h, poll_interval: 1h, "
                "connections: 1}\n"},
        Example{false, "push: {listen: '127.0.0.1:8431'}\n"},
        Example{false, "push: {listen: '127.0.0.1', public_url: 'https://x.example'}\n"},
        Example{false, "push: {listen: '127.0.0.1:8431', public_url: x.example}\n"},
        Example{false, "push: {listen: '127.0.0.1:8431', public_url: 'https://x.example/?a'}\n"},
        Example{false, "push: {listen: '127.0.0.1:8431', public_url: 'https://x.example', connections: 0}\n"},
        Example{false, "push: {listen: '127.0.0.1:8431', public_url: 'https://x.example', x: 1}\n"},
        Example{false, "version: 2\n"}, Example{false, "- a\n"}, Example{false, "contakt: x\n"},
        Example{false, "contact: [x]\n"}, Example{false, "polling: 1m\n"}, Example{false, "polling: {interval: 5}\n"},
        Example{false, "polling: {interval: soon}\n"}, Example{false, "polling: {interval: 1w}\n"},
        Example{false, "polling: {polls_per_hour: 0}\n"}, Example{false, "polling: {time_scale: 0}\n"},
        Example{false, "polling: {learn: maybe}\n"}, Example{false, "feed_failing: {after: 5}\n"},
        Example{false, "polling: {connections: 0}\n"}, Example{false, "polling: {connections: 10001}\n"},
        Example{false, "polling: {connections_per_host: 65}\n"}, Example{false, "polling: {x: 1}\n"},
        Example{false, "limits: {body: 8MB}\n"}, Example{false, "limits: {headers: -1}\n"},
        Example{false, "limits: {redirects: 51}\n"}, Example{false, "limits: {items: 0}\n"},
        Example{false, "limits: {x: 1}\n"}, Example{false, "egress: {allow: {a: b}}\n"},
        Example{false, "egress: {x: 1}\n"}, Example{false, "pipeline: {workers: 257}\n"},
        Example{false, "pipeline: {queue: 0}\n"}, Example{false, "pipeline: {x: 1}\n"},
        Example{false, "retry: {schedule: [5]}\n"}, Example{false, "retry: {x: 1}\n"},
        Example{false, "log_level: loud\n"}, Example{false, "sinks: a\n"}, Example{false, "sinks: [a]\n"},
        Example{false, "sinks: [{type: log}]\n"}, Example{false, "sinks: [{id: a}]\n"},
        Example{false, "sinks: [{id: '', type: log}]\n"}, Example{false, "sinks: [{id: a, type: pigeon}]\n"},
        Example{false, "sinks: [{id: a, type: log, url: 'https://x.example/'}]\n"},
        Example{false, "sinks: [{id: a, type: webhook, secret_file: secrets/desk}]\n"},
        Example{false, "sinks: [{id: a, type: webhook, url: 'https://x.example/'}]\n"},
        Example{false, "sinks: [{id: a, type: webhook, url: x.example, secret_file: secrets/desk}]\n"},
        Example{
            false,
            "sinks: [{id: a, type: webhook, url: 'https://x.example/', secret_file: secrets/desk, headers: [a]}]\n"},
        Example{false,
                "sinks: [{id: a, type: webhook, url: 'https://x.example/', secret_file: secrets/desk, "
                "allow_private: perhaps}]\n"}));

class FeedFile : public testing::TestWithParam<Example> {};

TEST_P(FeedFile, IsJudgedAlikeByTheSchemaAndTheReader) {
  Diagnostics problems;
  FeedPlaces before;
  feeds_in(yaml::parse("feeds.d/a.yaml", GetParam().yaml).value(), "/nowhere", before, problems);
  expect_agreement(GetParam(), Schema("feeds").complaints(YAML::Load(GetParam().yaml)), problems);
}

INSTANTIATE_TEST_SUITE_P(
    , FeedFile,
    testing::Values(Example{true, "version: 1\nfeeds: []\n"}, Example{true, "version: 1\nfeeds:\n"},
                    Example{true,
                            "feeds: [{id: a, url: 'https://x.example/', title: A, lang: fa, tags: [a], interval: 10m, "
                            "min_interval: 5m, max_interval: 1h, full_text: "
                            "auto, allow_private: true}]\n"},
                    Example{true, "feeds: [{id: a, url: 'http://x.example/', tags: a, full_text: never}]\n"},
                    Example{false, "feeds: {a: b}\n"}, Example{false, "feed: []\n"}, Example{false, "feeds: [a]\n"},
                    Example{false, "feeds: [{id: a}]\n"}, Example{false, "feeds: [{url: 'https://x.example/'}]\n"},
                    Example{false, "feeds: [{id: '', url: 'https://x.example/'}]\n"},
                    Example{false, "feeds: [{id: a, url: 'ftp://x.example/'}]\n"},
                    Example{false, "feeds: [{id: a, url: 'https://x.example/', interval: 5}]\n"},
                    Example{false, "feeds: [{id: a, url: 'https://x.example/', full_text: yes please}]\n"},
                    Example{false, "feeds: [{id: a, url: 'https://x.example/', tags: {a: b}}]\n"},
                    Example{false, "feeds: [{id: a, url: 'https://x.example/', x: 1}]\n"}));

/// The defaults that a schema states, in the shape of the document it describes.
boost::json::value defaults_of(boost::json::value const& schema) {
  boost::json::object out;
  for (auto const& [key, of] : schema.at("properties").as_object()) {
    auto const& property = of.as_object();
    if (auto const* stated = property.if_contains("default")) out[key] = *stated;
    if (property.contains("properties")) out[key] = defaults_of(of);
  }
  return out;
}

TEST(Schemas, StateTheDefaultsThatTheProgramHas) {
  test::TempFolder const folder;
  boost::json::value defaults = defaults_of(Schema("rasid").json());
  boost::json::object& push = defaults.at("push").as_object();  // off where its two addresses are not said
  push["listen"] = "127.0.0.1:8431";
  push["public_url"] = "https://me.example";
  folder.write("rasid.yaml", boost::json::serialize(defaults));
  Diagnostics problems;
  Settings const stated = read_settings(folder.path(), problems);
  ASSERT_THAT(problems, IsEmpty()) << rendered(problems);
  Settings const built_in;
  EXPECT_EQ(stated.contact, built_in.contact);
  EXPECT_EQ(stated.polling.interval, built_in.polling.interval);
  EXPECT_EQ(stated.polling.learn, built_in.polling.learn);
  EXPECT_EQ(stated.polling.floor, built_in.polling.floor);
  EXPECT_EQ(stated.polling.longest_interval, built_in.polling.longest_interval);
  EXPECT_EQ(stated.polling.longest_hint, built_in.polling.longest_hint);
  EXPECT_EQ(stated.polling.time_scale, built_in.polling.time_scale);
  EXPECT_EQ(stated.feed_failing.after, built_in.feed_failing.after);
  EXPECT_EQ(stated.feed_failing.sinks, built_in.feed_failing.sinks);
  EXPECT_EQ(stated.polling.startup_spread, built_in.polling.startup_spread);
  EXPECT_EQ(stated.polling.longest_pause, built_in.polling.longest_pause);
  EXPECT_EQ(stated.polling.connections, built_in.polling.connections);
  EXPECT_EQ(stated.polling.connections_per_host, built_in.polling.connections_per_host);
  EXPECT_EQ(stated.limits.connect, built_in.limits.connect);
  EXPECT_EQ(stated.limits.total, built_in.limits.total);
  EXPECT_EQ(stated.limits.body_bytes, built_in.limits.body_bytes);
  EXPECT_EQ(stated.limits.header_bytes, built_in.limits.header_bytes);
  EXPECT_EQ(stated.limits.redirects, built_in.limits.redirects);
  EXPECT_EQ(stated.limits.slow_bytes_per_second, built_in.limits.slow_bytes_per_second);
  EXPECT_EQ(stated.limits.slow_for, built_in.limits.slow_for);
  EXPECT_EQ(stated.push, (PushSettings{.listen = "127.0.0.1:8431", .public_url = "https://me.example"}));
  EXPECT_EQ(stated.most_items, built_in.most_items);
  EXPECT_EQ(stated.workers, built_in.workers);
  EXPECT_EQ(stated.queue, built_in.queue);
  EXPECT_EQ(stated.drain, built_in.drain);
  EXPECT_EQ(stated.retry.pauses, built_in.retry.pauses);
  EXPECT_EQ(stated.retry.then_every, built_in.retry.then_every);
  EXPECT_EQ(stated.retry.give_up_after, built_in.retry.give_up_after);
  EXPECT_EQ(stated.log_level, built_in.log_level);
  EXPECT_EQ(stated.time_zone, built_in.time_zone);
}

}  // namespace
}  // namespace rasid::configuration
