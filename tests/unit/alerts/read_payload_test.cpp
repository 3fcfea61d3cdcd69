#include "daemon/alerts/read_payload.h"

#include <gmock/gmock.h>

#include "daemon/alerts/json_text.h"
#include "tests/unit/alerts/report.h"

namespace rasid::alerts {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::string_literals;

std::vector<std::string> lines(auto const& entities) {
  std::vector<std::string> all;
  for (auto const& entity : entities) all.push_back(entity.line());
  return all;
}

TEST(ReadPayload, GivesBackWhatAPersonIsShown) {
  Report const report = arabic_report();
  auto const view = read_payload(report.text());
  ASSERT_TRUE(view) << view.error().message();
  EXPECT_EQ(view->id, report.alert.id.value);
  EXPECT_EQ(view->severity, "high");
  EXPECT_EQ(view->watch, "qaani-baghdad");
  EXPECT_EQ(view->watch_title, "Qaani in Baghdad");
  EXPECT_EQ(view->feed, "aljarida");
  EXPECT_EQ(view->title, report.article.title);
  EXPECT_EQ(view->url, report.article.url);
  EXPECT_EQ(view->language, "ar");
  EXPECT_EQ(view->published, "2020-06-29T08:00:00Z");
  EXPECT_EQ(view->sentence, "وقالت مصادر لقآني في بغداد إن كتائب حزب الله ستنسحب.");
  EXPECT_TRUE(view->right_to_left);
}

TEST(ReadPayload, TurnsOffsetsIntoBytesOfTheSentence) {
  auto const view = read_payload(arabic_report().text());
  ASSERT_TRUE(view);
  std::vector<std::string> marked;
  for (ByteRange const range : view->highlights) marked.push_back(view->sentence.substr(range.begin, range.size()));
  EXPECT_THAT(marked, ElementsAre("قآني", "بغداد"));
}

TEST(ReadPayload, WritesEachActorAndPlaceInALine) {
  auto const view = read_payload(arabic_report().text());
  ASSERT_TRUE(view);
  // Isolates keep a name in Arabic from turning the brackets of an English line round.
  EXPECT_THAT(lines(view->actors),
              ElementsAre("Esmail Qaani (\u2068قاآني\u2069)", "Kataib Hezbollah (\u2068كتائب حزب الله\u2069)"));
  EXPECT_THAT(lines(view->places),
              ElementsAre("Baghdad, Iraq (33.34, 44.40)", "Green Zone, Baghdad, Iraq (33.31, 44.39)", "Syria"));
}

TEST(ReadPayload, SaysWhatWasTakenOffTheWord) {
  Report const report = Report("", "قيل لقآني.", "ar").mention("قآني", qaani, "قاآني", "ل");
  auto const view = read_payload(report.text());
  ASSERT_TRUE(view);
  EXPECT_THAT(lines(view->actors), ElementsAre("Esmail Qaani (\u2068قآني\u2069, after ل)"));
}

TEST(ReadPayload, ReadsEveryPayloadThatIsRendered) {
  std::string const hostile = "\xFF\x00\x01\"\\"s;
  Report odd(hostile, hostile, hostile);
  odd.article.published.reset();
  for (Report const& report : {odd, Report("", "", "")}) {
    auto const view = read_payload(report.text());
    ASSERT_TRUE(view) << report.text();
    EXPECT_THAT(view->highlights, IsEmpty());
    EXPECT_FALSE(view->right_to_left);
  }
  EXPECT_EQ(read_payload(odd.text())->published, "");
}

TEST(ReadPayload, PassesOverMembersItDoesNotKnow) {
  json::value payload = json::parse(arabic_report().text());
  payload.as_object()["later"] = "a field of tomorrow";
  payload.at("data").as_object()["later"] = json::array{1, 2};
  EXPECT_TRUE(read_payload(json_text(payload)));
}

TEST(ReadPayload, RefusesWhatIsNotAPayload) {
  std::string const whole = arabic_report().text();
  std::string const nested(100'000, '[');
  for (std::string_view const wrong :
       {std::string_view(), std::string_view("null"), std::string_view("[]"), std::string_view("{}"),
        std::string_view(R"({"data":[]})"), std::string_view(R"({"data":{}})"),
        std::string_view(whole).substr(0, whole.size() - 1), std::string_view(nested), std::string_view("\xFF")}) {
    auto const view = read_payload(wrong);
    ASSERT_FALSE(view) << wrong.substr(0, 40);
    EXPECT_EQ(view.error().code, std::errc::invalid_argument);
  }
}

TEST(ReadPayload, RefusesAPayloadWhosePartsAreOfAnotherKind) {
  json::value const whole = json::parse(arabic_report().text());
  for (char const* part : {"alert", "watch", "article", "sentence", "actors", "places"}) {
    json::value changed = whole;
    changed.at("data").as_object()[part] = 7;
    EXPECT_FALSE(read_payload(json_text(changed))) << part;
    changed.at("data").as_object().erase(part);
    EXPECT_FALSE(read_payload(json_text(changed))) << part << " left out";
  }
}

TEST(ReadPayload, KeepsHighlightsInsideTheSentence) {
  json::value payload = json::parse(arabic_report().text());
  json::object& highlight = payload.at("data").at("sentence").at("highlights").as_array()[0].as_object();
  highlight["start"] = -5;
  highlight["end"] = 1'000'000'000'000;
  auto const view = read_payload(json_text(payload));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->highlights[0], (ByteRange{0, static_cast<std::uint32_t>(view->sentence.size())}));
}

}  // namespace
}  // namespace rasid::alerts
