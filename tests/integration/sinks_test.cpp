#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/support/http_server.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(SinksOfEveryKind, TakeTheSameAlert) {
  ConfigFolder const config;
  NewsSite site;
  HttpServer slack([](Seen const&) { return Reply{.body = "ok"}; });
  config.write("secrets/slack", slack.url("/services/T0/B0/t0psecret") + "\n");
  config.write("out/.keep", "");
  config.write("rasid.yaml", fmt::format(R"(
version: 1
store: {0}/rasid.db
time_zone: Asia/Baghdad
polling: {{interval: 200ms, floor: 50ms, startup_spread: 0s}}
sinks:
  - {{id: archive, type: file, path: out/alerts.jsonl}}
  - {{id: script, type: command, command: [/bin/sh, -c, "cat >> {0}/out/script"]}}
  - {{id: feed, type: feed, folder: out}}
  - {{id: chat, type: slack, url_file: secrets/slack, allow_private: true}}
)",
                                         config.path().string()));
  site.publish("wire",
               {.name = "one", .title = "Esmail Qaani arrives in Baghdad", .text = "Esmail Qaani is in Baghdad."});
  config.write_feeds({{"wire", site.feed_url("wire"), ""}});
  config.write_watches({{"qaani", R"(actor:"Esmail Qaani" AND place:Baghdad)", "severity: high"}}, "watches",
                       "archive, script, feed, chat");
  DaemonProcess daemon(config);
  ASSERT_TRUE(slack.wait_for_requests(1)) << daemon.log();
  auto const out = [&](char const* name) { return content_of(config.path() / "out" / name); };
  ASSERT_TRUE(wait_for([&] {
    return !out("alerts.jsonl").empty() && !out("script").empty() && !out("alerts.rss").empty();
  })) << daemon.log();

  std::string const line = out("alerts.jsonl");
  EXPECT_EQ(line, out("script")) << "the stored payload and a line break";
  EXPECT_EQ(json::parse(line).at("data").at("watch").at("id"), "qaani");
  EXPECT_THAT(out("alerts.atom"), HasSubstr("Esmail Qaani arrives in Baghdad"));
  std::string const message(json::parse(slack.requests()[0].body).at("blocks").at(0).at("text").at("text").as_string());
  EXPECT_THAT(message, AllOf(HasSubstr("*Esmail Qaani*"), HasSubstr("*Baghdad*"), HasSubstr("Asia/Baghdad")));
  EXPECT_TRUE(daemon.stop());
  EXPECT_THAT(daemon.log(), Not(HasSubstr("t0psecret")));
}

TEST(SinksOfEveryKind, CanBeTriedFromTheCommandLine) {
  ConfigFolder const config;
  HttpServer chat([](Seen const&) { return Reply{.body = "ok"}; });
  config.write("secrets/chat", chat.url("/hooks/t0psecret") + "\n");
  config.write("rasid.yaml",
               "version: 1\nsinks:\n"
               "  - {id: chat, type: mattermost, url_file: secrets/chat, allow_private: true}\n"
               "  - {id: script, type: command, command: /bin/false}\n");
  auto const good = run_rasid({"sinks", "test", "chat", "-c", config.path().string()});
  EXPECT_EQ(good.status, 0) << good.errors;
  ASSERT_EQ(chat.requests().size(), 1U);
  EXPECT_THAT(chat.requests()[0].body, HasSubstr("قآني"));
  auto const bad = run_rasid({"sinks", "test", "script", "-c", config.path().string()});
  EXPECT_NE(bad.status, 0);
  EXPECT_THAT(bad.errors, HasSubstr("status 1"));
}

}  // namespace
}  // namespace rasid::test
