#include <gtest/gtest.h>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/stored.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

TEST(StoreTrouble, WhatADatabaseThatIsLockedForAWhileRefusesIsStoredAndToldLater) {
  ConfigFolder const config;
  NewsSite site;
  WebhookReceiver const receiver(ConfigFolder::secret());
  config.write_settings({{"desk", receiver.url(), ""}});
  config.write_feeds({{"wire", site.feed_url("wire"), ""}});
  config.write_watches({{"qaani", R"(actor:"Esmail Qaani")", ""}});
  site.delay_pages(std::chrono::milliseconds{500});
  site.publish("wire", {"first", "Qaani was seen", "He was seen at the bazaar…", "He was seen at the bazaar by many."});
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return !site.server().requests("/first.html").empty(); })) << daemon.log();
  {
    WriteLock const lock(config.database());
    ASSERT_TRUE(daemon.wait_for_log("articles could not be stored")) << daemon.log();
    ASSERT_TRUE(daemon.wait_for_log("a poll could not be stored")) << daemon.log();
    EXPECT_EQ(receiver.count(), 0U) << "nothing is told that is not stored";
  }
  site.publish("wire", {"second", "Qaani was seen again", "He was seen at the station.", ""});
  ASSERT_TRUE(receiver.wait_for_messages(2)) << daemon.log();
  Stored const stored(config.database());
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles WHERE handled = 1"), 2);
}

}  // namespace
}  // namespace rasid::test
