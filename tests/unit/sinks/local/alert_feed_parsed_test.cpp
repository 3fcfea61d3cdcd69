#include <gmock/gmock.h>

#include "daemon/alerts/sample_payload.h"
#include "daemon/feeds/feed.h"
#include "daemon/sinks/local/alert_feed.h"
#include "tests/support/temp_folder.h"

namespace rasid::sinks {
namespace {

TEST(AlertFeed, IsReadByAFeedReaderInEachForm) {
  test::TempFolder const folder;
  auto const alert = alerts::read_payload(alerts::sample_payload()).value();
  ASSERT_TRUE(AlertFeed({.folder = folder.path(), .url = "https://x.example"}).add(alert));
  for (char const* name : {"alerts.json", "alerts.atom", "alerts.rss"}) {
    std::string const base = std::string("https://x.example/") + name;
    std::string const document = folder.read(name);
    auto const parsed = feeds::parse_feed(document, {.base_url = base});
    ASSERT_TRUE(parsed) << name << ": " << parsed.error().message();
    EXPECT_FALSE(parsed->bozo) << name << ": " << parsed->bozo_reason;
    EXPECT_EQ(parsed->title, "Rasid alerts") << name;
    ASSERT_EQ(parsed->entries.size(), 1U) << name;
    EXPECT_THAT(parsed->entries[0].title, testing::HasSubstr("قآني في بغداد")) << name;
    EXPECT_EQ(parsed->entries[0].link, alert.url) << name;
  }
}

}  // namespace
}  // namespace rasid::sinks
