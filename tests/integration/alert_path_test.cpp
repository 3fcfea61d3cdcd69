#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "tests/integration/config_folder.h"
#include "tests/integration/daemon_process.h"
#include "tests/integration/news_site.h"
#include "tests/integration/payload_schema.h"
#include "tests/integration/stored.h"
#include "tests/integration/text.h"
#include "tests/integration/webhook_receiver.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

namespace json = boost::json;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

/// A report whose feed says next to nothing; the words that matter stand in the page alone.
Story const order_in_the_green_zone{
    .name = "order-in-the-green-zone",
    .title = "أوامر ليلية تربك العاصمة",
    .summary = "توتر في العاصمة بعد حملة توقيف جنوب المدينة…",
    .text =
        "عاشت العاصمة العراقية ليلة متوترة بعد توقيف عدد من عناصر أحد الفصائل المسلحة جنوب المدينة، وفق ما ذكرته مصادر "
        "أمنية طلبت عدم كشف هويتها. وانتشرت نقاط تفتيش جديدة على الجسور والطرق المؤدية إلى الوسط.\n\n"
        "وقال مصدر مطلع إن رسالة عاجلة لقآني وصلت إلى قادة الفصائل تطلب منهم نشر مقاتليهم في المنطقة الخضراء قبل طلوع "
        "الفجر. وأضاف المصدر أن مصطفى الكاظمي أجرى اتصالات مكثفة لاحتواء الموقف ومنع أي احتكاك بين القوات.\n\n"
        "وبحسب شهود عيان فقد تحركت عشرات السيارات رباعية الدفع من دون لوحات تسجيل باتجاه الجسر المعلق، ثم عادت أدراجها "
        "بعد نحو ساعتين إثر وساطات قام بها نواب ووجهاء. ولم تسجل إصابات خلال الليل.\n\n"
        "وأكد مسؤول حكومي أن الموقوفين سيعرضون على قاض مختص خلال الأيام المقبلة، وأن الحكومة ماضية في حصر السلاح بيد "
        "الدولة. وأشار إلى أن الحوار مع جميع الأطراف مستمر، وأن أحدا لا يرغب في التصعيد."};

constexpr std::string_view telling_sentence =
    "وقال مصدر مطلع إن رسالة عاجلة لقآني وصلت إلى قادة الفصائل تطلب منهم نشر مقاتليهم في المنطقة الخضراء قبل طلوع "
    "الفجر.";

constexpr std::string_view both = R"(actor:"Esmail Qaani" AND place:Baghdad)";

struct AlertPath : testing::Test {
  ConfigFolder config;
  NewsSite site;
  WebhookReceiver receiver{ConfigFolder::secret()};
  Stored stored{config.database()};

  void configure(std::vector<FeedLine> const& feeds) const {
    config.write_settings({{"desk", receiver.url(), ""}});
    config.write_feeds(feeds);
    config.write_watches({{"qaani-baghdad", std::string(both), "severity: high, tags: [iran, iraq]"}});
  }
};

json::array const& list_at(json::value const& data, std::string_view key) {
  return data.as_object().at(key).as_array();
}

TEST_F(AlertPath, AnArabicReportReachesTheReceiverSignedWithTheSentenceThatProvesIt) {
  site.publish("wire", order_in_the_green_zone);
  configure({{"wire", site.feed_url("wire"), "title: The wire"}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();

  Message const message = receiver.messages().front();
  EXPECT_TRUE(message.genuine) << message.signature;
  EXPECT_EQ(message.content_type, "application/json");
  if (payload_schema_is_published()) {
    EXPECT_EQ(complaint_about(message.body), "");
  }
  json::value const payload = message.json();
  EXPECT_EQ(payload.at("type"), "alert.created");
  json::value const& data = payload.at("data");
  EXPECT_EQ(message.id, std::string(data.at("alert").at("id").as_string()) + "_1");
  EXPECT_EQ(data.at("alert").at("severity"), "high");
  EXPECT_EQ(data.at("watch").at("id"), "qaani-baghdad");
  EXPECT_EQ(data.at("article").at("url").as_string(), site.page_url("order-in-the-green-zone"));
  EXPECT_EQ(data.at("article").at("language"), "ar");
  EXPECT_EQ(data.at("article").at("published"), "2020-06-29T08:00:00Z");

  // The sentence, and what in it made the watch fire.
  json::value const& sentence = data.at("sentence");
  std::string const shown(sentence.at("text").as_string());
  EXPECT_EQ(shown, telling_sentence);
  EXPECT_EQ(sentence.at("direction"), "rtl");
  std::vector<std::string> marked;
  for (json::value const& mark : list_at(sentence, "highlights")) {
    marked.push_back(sliced(shown, mark.at("start").to_number<std::size_t>(), mark.at("end").to_number<std::size_t>()));
    EXPECT_EQ(marked.back(), mark.at("text").as_string());
  }
  EXPECT_THAT(marked, ElementsAre("قآني", "المنطقة الخضراء"));

  // All other offsets count code points of the text that is stored.
  auto const text = stored.texts("SELECT title || char(10, 10) || body FROM articles");
  ASSERT_EQ(text.size(), 1U);
  auto const at = [&](json::value const& span) {
    return sliced(text[0], span.at("start").to_number<std::size_t>(), span.at("end").to_number<std::size_t>());
  };
  EXPECT_EQ(at(sentence), telling_sentence);
  for (json::value const& proof : list_at(data, "evidence")) EXPECT_EQ(at(proof), proof.at("text").as_string());
  std::map<std::string, json::value> entities;
  for (auto const* key : {"actors", "places"}) {
    for (json::value const& entity : list_at(data, key)) {
      for (json::value const& mention : list_at(entity, "mentions"))
        EXPECT_EQ(at(mention), mention.at("text").as_string());
      entities.emplace(entity.at("id").as_string(), entity);
    }
  }
  ASSERT_TRUE(entities.contains("qaani"));
  EXPECT_EQ(entities.at("qaani").at("label"), "Esmail Qaani");
  EXPECT_EQ(entities.at("qaani").at("mentions").at(0).at("peeled"), "ل");
  ASSERT_TRUE(entities.contains("green-zone"));
  EXPECT_NEAR(entities.at("green-zone").at("latitude").as_double(), 33.306, 1e-6);
  EXPECT_EQ(entities.at("green-zone").at("within"), json::array({"Baghdad", "Iraq"}));
  EXPECT_EQ(list_at(data, "sources").at(0).at("feed"), "wire");
}

TEST_F(AlertPath, TheNextPollAsksOnlyWhetherSomethingChangedAndStoresNothing) {
  site.publish("wire", order_in_the_green_zone);
  configure({{"wire", site.feed_url("wire"), ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(wait_for([&] { return site.not_modified("wire") >= 3; })) << daemon.log();
  ASSERT_TRUE(receiver.wait_for_messages(1));

  auto const polls = site.polls("wire");
  EXPECT_FALSE(polls[0].has("if-none-match"));
  EXPECT_FALSE(polls[0].has("if-modified-since"));
  for (std::size_t i = 1; i < 4; ++i) {
    EXPECT_EQ(polls[i].header("if-none-match"), site.etag("wire"));
    EXPECT_EQ(polls[i].header("if-modified-since"), site.last_modified("wire"));
  }
  EXPECT_THAT(polls[0].header("user-agent"), testing::HasSubstr("https://example.org/tests"));
  EXPECT_EQ(stored.number("SELECT count(*) FROM articles"), 1);
  EXPECT_EQ(stored.number("SELECT count(*) FROM alerts"), 1);
  EXPECT_EQ(receiver.count(), 1U);
  EXPECT_EQ(site.server().requests("/order-in-the-green-zone.html").size(), 1U) << "the page is read once";
}

TEST_F(AlertPath, TheSameReportInASecondFeedIsGroupedUnderTheAlertThatWasSent) {
  site.publish("wire", order_in_the_green_zone);
  configure({{"wire", site.feed_url("wire"), ""}, {"mirror", site.feed_url("mirror"), ""}});
  DaemonProcess daemon(config);
  ASSERT_TRUE(receiver.wait_for_messages(1)) << daemon.log();

  site.publish("mirror", order_in_the_green_zone);
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM articles WHERE handled = 1") == 2; }));
  EXPECT_EQ(stored.texts("SELECT reason FROM suppressions JOIN articles ON articles.row = suppressions.article"
                         " WHERE feed = 'mirror' AND watch = 'qaani-baghdad'"),
            std::vector<std::string>{"grouped"});
  EXPECT_EQ(stored.texts("SELECT alert FROM suppressions"), stored.texts("SELECT id FROM alerts"));

  // Something else that fires shows that nothing is still on its way.
  site.publish("wire", {"another", "قآني في بغداد مجددا", "زيارة ثانية", ""});
  ASSERT_TRUE(wait_for([&] { return stored.number("SELECT count(*) FROM deliveries WHERE state = 1") == 2; }));
  EXPECT_EQ(receiver.count(), 2U);
}

}  // namespace
}  // namespace rasid::test
