#include "daemon/alerts/payload.h"

#include <gtest/gtest.h>

#include "extractors/model/utf8.h"
#include "tests/unit/alerts/report.h"

namespace rasid::alerts {
namespace {

using namespace std::string_literals;

std::string text_of(json::value const& value) {
  return std::string(value.as_string());
}
std::int64_t number_of(json::value const& value) {
  return value.to_number<std::int64_t>();
}

/// Each of `array` (an object with start, end and text) says what stands at its offsets of `text`.
void expect_slices(std::string_view text, json::value const& array) {
  for (json::value const& each : array.as_array()) {
    EXPECT_EQ(slice(text, number_of(each.at("start")), number_of(each.at("end"))), text_of(each.at("text")));
    EXPECT_NE(text_of(each.at("text")), "");
  }
}

/// A receiver that knows nothing but the stored text and the payload finds every span by counting code points.
void expect_offsets_in_code_points(Report const& report) {
  std::string const& text = report.document().text();
  json::object const data = report.data();
  json::object const& sentence = data.at("sentence").as_object();
  EXPECT_EQ(slice(text, number_of(sentence.at("start")), number_of(sentence.at("end"))), text_of(sentence.at("text")));
  expect_slices(text_of(sentence.at("text")), sentence.at("highlights"));
  expect_slices(text, data.at("evidence"));
  for (char const* list : {"actors", "places"}) {
    for (json::value const& entity : data.at(list).as_array()) expect_slices(text, entity.at("mentions"));
  }
}

TEST(Payload, OfTheArabicReportShowsTheSentenceWhatMatchedAndWhere) {
  json::object const data = arabic_report().data();
  json::object const& sentence = data.at("sentence").as_object();
  EXPECT_EQ(text_of(sentence.at("text")), "وقالت مصادر لقآني في بغداد إن كتائب حزب الله ستنسحب.");
  EXPECT_EQ(text_of(sentence.at("direction")), "rtl");
  EXPECT_FALSE(sentence.at("truncated").as_bool());
  ASSERT_EQ(sentence.at("highlights").as_array().size(), 2U);
  json::value const& name = sentence.at("highlights").as_array()[0];
  EXPECT_EQ(text_of(name.at("text")), "قآني");
  EXPECT_EQ(text_of(name.at("term")), "actor:\"Esmail Qaani\"");
  EXPECT_EQ(number_of(name.at("start")),
            13);  // from the sentence's begin: five letters, six letters, two spaces less one
  EXPECT_EQ(number_of(name.at("end")), 17);

  json::value const& actor = data.at("actors").as_array().at(0);
  EXPECT_EQ(text_of(actor.at("id")), "qaani");
  EXPECT_EQ(text_of(actor.at("kind")), "person");
  EXPECT_EQ(number_of(actor.at("mentions_total")), 2);
  EXPECT_EQ(text_of(actor.at("mentions").as_array()[1].at("peeled")), "ل");
  EXPECT_EQ(text_of(actor.at("mentions").as_array()[1].at("matched")), "قاآني");
}

TEST(Payload, CountsCodePointsInEveryScript) {
  expect_offsets_in_code_points(arabic_report());
  {
    SCOPED_TRACE("Hebrew with points, an emoji and a flag before the names");
    Report report("😀🇮🇶 קאאני", "שָׁלוֹם. קאאני ביקר בבגדד אתמול.", "he");
    report.mention("קאאני", qaani).mention("בגדד", baghdad, "בגדד", "ב");
    report.prove(1, "actor:qaani").prove(2, "place:baghdad");
    expect_offsets_in_code_points(report);
    EXPECT_EQ(text_of(report.data().at("sentence").at("direction")), "rtl");
  }
  {
    SCOPED_TRACE("English");
    Report report("", "Naïve reports—“no”. Qaani is in Baghdad.", "en");
    report.mention("Qaani", qaani).mention("Baghdad", baghdad).prove(0, "actor:qaani").prove(1, "place:baghdad");
    expect_offsets_in_code_points(report);
    EXPECT_EQ(text_of(report.data().at("sentence").at("direction")), "ltr");
  }
}

TEST(Payload, PutsPlacesOnTheMapWithWhatContainsThem) {
  json::array const places = arabic_report().data().at("places").as_array();
  ASSERT_EQ(places.size(), 3U);
  EXPECT_EQ(text_of(places[0].at("id")), "baghdad") << "what proves comes first";
  json::object const& zone = places[1].as_object();
  EXPECT_EQ(text_of(zone.at("id")), "green-zone");
  EXPECT_EQ(text_of(zone.at("kind")), "district");
  EXPECT_EQ(text_of(zone.at("country")), "IQ");
  EXPECT_EQ(zone.at("latitude"), json::value(33.308));
  EXPECT_EQ(zone.at("longitude"), json::value(44.391));
  EXPECT_EQ(zone.at("within"), (json::array{"Baghdad", "Iraq"}));
  json::object const& syria = places[2].as_object();
  EXPECT_TRUE(syria.at("latitude").is_null()) << "unknown is not 0°, 0°";
  EXPECT_TRUE(syria.at("longitude").is_null());
  EXPECT_EQ(syria.at("within"), json::array{});
}

TEST(Payload, SaysWhoReportedIt) {
  Report report = arabic_report();
  report.others = {{{"irna"}, "https://irna.example/7", "Qaani in Baghdad"}};
  json::array const sources = report.data().at("sources").as_array();
  ASSERT_EQ(sources.size(), 2U);
  EXPECT_EQ(text_of(sources[0].at("feed")), "aljarida");
  EXPECT_EQ(text_of(sources[0].at("url")), report.article.url);
  EXPECT_EQ(text_of(sources[1].at("feed")), "irna");
}

TEST(Payload, NamesItsKindAndTime) {
  Report report = arabic_report();
  json::value const first = json::parse(report.text());
  EXPECT_EQ(text_of(first.at("type")), "alert.created");
  EXPECT_EQ(number_of(first.at("version")), 1);
  EXPECT_EQ(text_of(first.at("timestamp")), "2020-06-29T08:03:22.125Z");
  EXPECT_EQ(text_of(first.at("data").at("article").at("published")), "2020-06-29T08:00:00Z");
  report.alert.revision = 2;
  report.article.published.reset();
  json::value const second = json::parse(report.text());
  EXPECT_EQ(text_of(second.at("type")), "alert.updated");
  EXPECT_EQ(number_of(second.at("data").at("alert").at("revision")), 2);
  EXPECT_TRUE(second.at("data").at("article").at("published").is_null());
}

TEST(Payload, IsTheSameBytesForTheSameParts) {
  std::string const once = arabic_report().text();
  EXPECT_EQ(arabic_report().text(), once);
  EXPECT_TRUE(once.starts_with(R"({"type":"alert.created","version":1,"timestamp":"2020-06-29T08:03:22.125Z","data":)"))
      << once;
  EXPECT_NE(once.find(R"("latitude":33.34058,"longitude":44.40088)"), std::string::npos) << "numbers as people write";
}

TEST(Payload, KeepsTheMarksInsideALongSentence) {
  std::string body;
  for (int i = 0; i < 1000; ++i) body += i == 700 ? "قآني " : i == 720 ? "بغداد " : "كلمةٌ ";
  Report report("", body + "آخر.", "ar");
  report.mention("قآني", qaani).mention("بغداد", baghdad).prove(0, "actor:qaani").prove(1, "place:baghdad");
  expect_offsets_in_code_points(report);
  json::value const sentence = report.data().at("sentence");
  EXPECT_TRUE(sentence.at("truncated").as_bool());
  EXPECT_EQ(length(text_of(sentence.at("text"))), 2000);
  EXPECT_EQ(sentence.at("highlights").as_array().size(), 2U);
}

TEST(Payload, IsBoundedWhateverTheArticleHolds) {
  Report const report = overfull_report();
  json::object const data = report.data();
  EXPECT_EQ(data.at("evidence").as_array().size(), 50U);
  EXPECT_EQ(data.at("sentence").at("highlights").as_array().size(), 50U);
  EXPECT_EQ(data.at("actors").as_array().size(), 30U);
  EXPECT_EQ(data.at("places").as_array().size(), 30U);
  json::value const& actor = data.at("actors").as_array()[0];
  EXPECT_EQ(actor.at("mentions").as_array().size(), 10U);
  EXPECT_EQ(number_of(actor.at("mentions_total")), 20);
  EXPECT_EQ(text_of(actor.at("label")).size(), 500U);
  EXPECT_EQ(data.at("sources").as_array().size(), 20U);
  EXPECT_EQ(text_of(data.at("sources").as_array()[1].at("title")).size(), 1000U);
  EXPECT_EQ(data.at("watch").at("tags").as_array().size(), 50U);
  EXPECT_EQ(text_of(data.at("watch").at("title")).size(), 1000U);
  EXPECT_EQ(text_of(data.at("article").at("title")).size(), 1000U);
  EXPECT_EQ(text_of(data.at("article").at("author")).size(), 500U);
  EXPECT_EQ(text_of(data.at("article").at("url")), "") << "part of a URL leads elsewhere";
  EXPECT_LT(report.text().size(), 1'000'000U);
}

TEST(Payload, OfHostileTextIsValidJsonAndUtf8) {
  std::string const hostile = "Q\xFF\xC3\x28 \xED\xA0\x80 \x00\x01\x1B[31m\x7F \"\\</script>\u202E\u2028 قآني"s;
  Report report(hostile, hostile + ". " + hostile, "\xC0\xAF");
  report.article.author = hostile;
  report.article.url = hostile;
  report.article.feed = {hostile};
  report.watch_title = hostile;
  report.tags = {hostile};
  report.others = {{{hostile}, hostile, hostile}};
  report.prove(report.document().sentences()[0], hostile);
  std::string const payload = report.text();
  EXPECT_EQ(make_valid_utf8(payload), payload);
  for (unsigned char const byte : payload) ASSERT_GE(byte, 0x20) << "control characters are escaped";
  expect_offsets_in_code_points(report);
  json::object const data = report.data();
  EXPECT_EQ(text_of(data.at("article").at("author")), make_valid_utf8(hostile));
  EXPECT_EQ(text_of(data.at("evidence").as_array()[0].at("term")), make_valid_utf8(hostile));
}

TEST(Payload, OfAnArticleWithoutTextOrEntitiesIsStillWhole) {
  Report const report("", "", "");
  json::object const data = report.data();
  EXPECT_EQ(text_of(data.at("sentence").at("text")), "");
  EXPECT_EQ(text_of(data.at("sentence").at("direction")), "ltr");
  for (char const* list : {"evidence", "actors", "places"}) EXPECT_TRUE(data.at(list).as_array().empty()) << list;
  EXPECT_EQ(data.at("sources").as_array().size(), 1U);
}

TEST(Payload, NamesTheDetectedLanguageAndElseTheFeeds) {
  Report report("", "Baghdad.", "");
  report.article.language = "en-GB";
  EXPECT_EQ(text_of(report.data().at("article").at("language")), "en-GB");
  report.extraction.language = "en";
  EXPECT_EQ(text_of(report.data().at("article").at("language")), "en");
}

TEST(Revision, IsThePayloadThatWouldHaveBeenRenderedThen) {
  Report report = arabic_report();
  Alert first = report.alert;
  first.payload = report.text();
  Alert const second = as_told(first, 2, 1, {});
  report.alert.revision = 2;
  EXPECT_EQ(second.payload, report.text());
  EXPECT_EQ(second.revision, 2U);
  EXPECT_EQ(second.id, first.id);
}

TEST(Evidence, IsTheSameForTextsThatDifferElsewhereOrInMarksOnly) {
  auto const of = [](std::string const& body) {
    text::Document const document("", body);
    std::size_t const at = body.find("Qaani");
    rules::Match match{{"w"}, {}, document.sentence_at(static_cast<std::uint32_t>(at))};
    match.evidence.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 5)}, "qaani", -1});
    return evidence_of(document, match);
  };
  std::string const first = of("Rain fell. Qaani came to Baghdad.");
  EXPECT_EQ(of("Snow fell all night. Qaani came to Baghdad."), first);
  EXPECT_EQ(of("Rain fell. Qaani came, to BAGHDAD!"), first);
  EXPECT_NE(of("Rain fell. Qaani left Baghdad."), first);
}

}  // namespace
}  // namespace rasid::alerts
