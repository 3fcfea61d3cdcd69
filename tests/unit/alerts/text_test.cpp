#include "daemon/alerts/text.h"

#include <gmock/gmock.h>

#include "daemon/alerts/sample_payload.h"
#include "daemon/alerts/zone_time.h"
#include "extractors/model/utf8.h"
#include "tests/unit/alerts/report.h"

namespace rasid::alerts {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::StartsWith;

AlertView sample() {
  return read_payload(sample_payload()).value();
}

AlertView of(Report const& report) {
  return read_payload(report.text()).value();
}

TEST(AlertText, TellsAPersonWhatToActOn) {
  std::string const text = alert_text(of(arabic_report()), Form::plain, {.time_zone = "Asia/Baghdad"});
  EXPECT_THAT(text, StartsWith("HIGH · \u2068Qaani in Baghdad\u2069\n"));
  EXPECT_THAT(text, HasSubstr("“\u2068وقالت مصادر ل[قآني] في [بغداد] إن كتائب حزب الله ستنسحب.\u2069”\n"));
  EXPECT_THAT(text, HasSubstr("Who: \u2068Esmail Qaani\u2069 (\u2068قاآني\u2069); \u2068Kataib Hezbollah\u2069"));
  EXPECT_THAT(text,
              HasSubstr("\u2068Baghdad, Iraq\u2069 https://www.openstreetmap.org/?mlat=33.34058&mlon=44.40088#map="));
  EXPECT_THAT(text, HasSubstr("Published: 2020-06-29 11:00 (UTC+03:00, Asia/Baghdad)\n"));
  EXPECT_THAT(text, HasSubstr(arabic_report().article.url));
  EXPECT_THAT(text, AllOf(HasSubstr("revision 1"), HasSubstr(arabic_report().alert.id.value)));
}

TEST(AlertText, SaysHowManyFeedsCarryIt) {
  EXPECT_THAT(alert_text(sample(), Form::plain, {}),
              HasSubstr("\u2068test-feed\u2069, carried by 2 feeds (also \u2068another-feed\u2069)"));
}

struct FormCase {
  char const* says;
  Form form;
  char const* sentence;  // of the sample, with its prefix, quotes and markup
};
class FormOf : public testing::TestWithParam<FormCase> {};

TEST_P(FormOf, TheTextMarksTheWordsAndDisarmsMarkup) {
  EXPECT_THAT(alert_text(sample(), GetParam().form, {}), HasSubstr(GetParam().sentence));
}

INSTANTIATE_TEST_SUITE_P(
    , FormOf,
    testing::Values(
        FormCase{"Plain", Form::plain, "“\u2068وقالت مصادر ل[قآني] في [بغداد] \"هذا اختبار\" & <b>.\u2069”"},
        FormCase{"Markdown", Form::markdown,
                 "> \u2068وقالت مصادر ل**قآني** في **بغداد** \"هذا اختبار\" \\& \\<b\\>.\u2069"},
        FormCase{"Html", Form::html,
                 "<blockquote>\u2068وقالت مصادر ل<strong>قآني</strong> في <strong>بغداد</strong> &quot;هذا "
                 "اختبار&quot; &amp; &lt;b&gt;.\u2069</blockquote>"},
        FormCase{"Telegram", Form::telegram,
                 "<blockquote>\u2068وقالت مصادر ل<b>قآني</b> في <b>بغداد</b> &quot;هذا اختبار&quot; &amp; "
                 "&lt;b&gt;.\u2069</blockquote>"},
        FormCase{"Slack", Form::slack,
                 "> \u2068وقالت مصادر ل\u200B*قآني*\u200B في *بغداد* \"هذا اختبار\" &amp; &lt;b&gt;.\u2069"}),
    [](auto const& i) { return i.param.says; });

TEST(AlertText, LeavesIdsAndDatesFitToBeCopied) {
  for (Form const form : {Form::plain, Form::markdown, Form::html, Form::telegram, Form::slack}) {
    std::string const text = alert_text(of(arabic_report()), form, {.time_zone = "Asia/Baghdad"});
    EXPECT_THAT(text, AllOf(HasSubstr(arabic_report().alert.id.value), HasSubstr("2020-06-29 11:00")));
  }
}

TEST(AlertText, BeginsNoListInMarkdown) {
  Dialect const& markdown = dialect_of(Form::markdown);
  EXPECT_EQ(markdown.escape("- a\n1. b\n2020-06-29 c. d_e _f_"), "\\- a\n1\\. b\n2020-06-29 c. d_e \\_f\\_");
}

TEST(AlertText, IsNeverLongerThanAsked) {
  Report report = arabic_report();
  for (int i = 0; i < 60; ++i) report.article.title += " \"طويل\" <العنوان> & 👩‍👩‍👧‍👦";
  AlertView const alert = of(report);
  for (Form const form : {Form::plain, Form::markdown, Form::html, Form::telegram, Form::slack}) {
    for (Unit const unit : {Unit::bytes, Unit::code_points, Unit::utf16}) {
      for (std::size_t const most : {20U, 60U, 250U, 500U, 1000U, 4000U}) {
        TextSettings const settings{.most = most, .unit = unit};
        std::string const text = alert_text(alert, form, settings);
        EXPECT_THAT(length_of(text, unit), Le(most));
        EXPECT_EQ(text, make_valid_utf8(text));
        EXPECT_THAT(length_of(alert_title(alert, form, settings), unit), Le(most));
      }
    }
  }
}

TEST(AlertText, KeepsTheSentenceLongerThanTheLists) {
  std::string const text = alert_text(of(arabic_report()), Form::telegram, {.most = 400});
  EXPECT_THAT(text, AllOf(HasSubstr("ل<b>قآني</b>"), Not(HasSubstr("revision"))));
}

TEST(AlertText, ClosesEveryTagItOpensHoweverShort) {
  for (std::size_t most = 20; most < 2'000; most += 7) {
    std::string const text = alert_text(sample(), Form::telegram, {.most = most});
    auto const count = [&](std::string_view what) {
      std::size_t found = 0;
      for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
      return found;
    };
    EXPECT_EQ(count("<b>"), count("</b>")) << text;
    EXPECT_EQ(count("<a "), count("</a>")) << text;
    EXPECT_EQ(count("<blockquote>"), count("</blockquote>")) << text;
  }
}

TEST(AlertText, LeavesNoDirectionOpenThatATitleBegan) {
  AlertView alert = sample();
  alert.title = "\u202Eright to left for ever \u2067and again";
  std::string const text = alert_text(alert, Form::plain, {});
  EXPECT_THAT(text, AllOf(Not(HasSubstr("\u202E")), Not(HasSubstr("\u2067")), HasSubstr("\u2068right to left")));
}

TEST(AlertTitle, IsOneLine) {
  AlertView alert = sample();
  alert.title = "first\nsecond\r\nBcc: x";
  EXPECT_THAT(alert_title(alert, Form::plain, {}),
              AllOf(StartsWith("[HIGH] A test: "), Not(HasSubstr("\n")), Not(HasSubstr("\r"))));
}

TEST(AlertPage, IsSetRightToLeftWhereTheSentenceIs) {
  std::string const page = alert_page(of(arabic_report()), {.time_zone = "Asia/Baghdad"});
  EXPECT_THAT(page, HasSubstr("<blockquote dir=\"rtl\" lang=\"ar\""));
  EXPECT_THAT(page, HasSubstr("ل<strong style=\"background:#fff3a3;color:#000\">قآني</strong>"));
  EXPECT_THAT(page, HasSubstr("<bdi>Baghdad, Iraq</bdi>"));
  EXPECT_THAT(page, AllOf(HasSubstr("mlat=33.34058&amp;mlon=44.40088"), HasSubstr("2020-06-29 11:00")));
  EXPECT_THAT(page, EndsWith("</body></html>\n"));
}

TEST(AlertPage, LetsNoMarkupThrough) {
  AlertView alert = sample();
  alert.title = "<script>alert(1)</script>";
  alert.url = "https://x.example/\" onclick=\"alert(1)";
  std::string const page = alert_page(alert, {});
  EXPECT_THAT(page, AllOf(Not(HasSubstr("<script>")), Not(HasSubstr("\" onclick"))));
}

TEST(AlertText, LinksToPagesOnly) {
  std::string payload = sample_payload();
  for (auto at = payload.find("https://news"); at != std::string::npos; at = payload.find("https://news")) {
    payload.replace(at, 8, "javascript:");
  }
  auto const alert = read_payload(payload).value();
  for (Form const form : {Form::plain, Form::markdown, Form::html, Form::telegram, Form::slack}) {
    EXPECT_THAT(alert_text(alert, form, {}), Not(HasSubstr("javascript:")));
  }
  EXPECT_THAT(alert_page(alert, {}), Not(HasSubstr("javascript:")));
}

TEST(CutText, CutsBetweenWhatReadersSeeAsCharacters) {
  EXPECT_EQ(cut_text("قآني", 10), "قآني");
  EXPECT_EQ(cut_text("abcdef", 4), "abc…");
  EXPECT_EQ(cut_text("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 8), "👩‍👩‍👧‍👦…")
      << "a family is 7 code points and stays whole";
  EXPECT_EQ(cut_text("e\u0301e\u0301e\u0301", 4), "e\u0301…") << "an accent stays with its letter";
  EXPECT_EQ(cut_text("😀😀", 3, Unit::utf16), "😀…");
  EXPECT_EQ(cut_text("قآني", 7, Unit::bytes), "قآ…");
  EXPECT_EQ(cut_text("abc", 0), "");
}

TEST(ZoneTime, KnowsSummerAndWinter) {
  EXPECT_TRUE(is_time_zone("Europe/Berlin"));
  EXPECT_FALSE(is_time_zone("Europe/Atlantis"));
  EXPECT_EQ(in_zone(*parse_rfc3339("2020-06-29T08:00:00Z"), "Europe/Berlin"),
            "2020-06-29 10:00 (UTC+02:00, Europe/Berlin)");
  EXPECT_EQ(in_zone(*parse_rfc3339("2020-12-29T23:30:00Z"), "Europe/Berlin"),
            "2020-12-30 00:30 (UTC+01:00, Europe/Berlin)");
  EXPECT_EQ(in_zone(*parse_rfc3339("2020-12-29T23:30:00Z"), "America/St_Johns"),
            "2020-12-29 20:00 (UTC-03:30, America/St_Johns)");
  EXPECT_EQ(in_zone(*parse_rfc3339("2020-06-29T08:00:00Z"), "UTC"), "2020-06-29 08:00 UTC");
}

}  // namespace
}  // namespace rasid::alerts
