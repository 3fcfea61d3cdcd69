#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "extractors/model/time.h"
#include "extractors/page/page.h"
#include "extractors/page/page_json.h"

namespace rasid::page {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// Sentences long enough to be prose, per language.
std::string const english_one =
    "The commander arrived in Baghdad on Sunday evening, two officials said, and met the leaders of four armed groups.";
std::string const english_two =
    "He then travelled to the border town of Albu Kamal, where he inspected tunnels that were damaged in the spring.";
std::string const english_three =
    "The prime minister's office declined to comment, but an adviser said that the visit had been agreed in advance.";
std::string const arabic_one =
    "وصل قائد فيلق القدس إلى بغداد مساء الأحد، بحسب مصدرين حكوميين، والتقى قادة أربعة فصائل مسلحة في المنطقة الخضراء.";
std::string const arabic_two =
    "ثم توجه إلى مدينة البوكمال الحدودية، حيث تفقد الأنفاق التي تضررت في الربيع الماضي، قبل أن يعود إلى العاصمة.";
std::string const persian_one =
    "فرمانده نیروی قدس عصر یکشنبه وارد بغداد شد، دو مقام دولتی می‌گویند او "
    "با "
    "رهبران "
    "چهار "
    "گروه "
    "مسلح "
    "دیدار "
    "کرده "
    "است.";
std::string const persian_two =
    "او سپس به شهر مرزی البوکمال رفت، جایی که از تونل‌هایی بازدید "
    "کرد "
    "که "
    "در "
    "بهار "
    "گذشته "
    "آسیب "
    "دیده "
    "بودند.";
std::string const hebrew_one =
    "מפקד כוח קודס הגיע לבגדאד ביום ראשון בערב, כך אמרו שני גורמים רשמיים, ונפגש עם מנהיגי ארבע מיליציות חמושות.";
std::string const hebrew_two =
    "לאחר מכן נסע לעיר הגבול אבו כמאל, שם בדק מנהרות שנפגעו באביב האחרון, ולבסוף חזר אל הבירה בשעות הלילה.";
std::string const russian_one =
    "Командующий прибыл в Багдад в воскресенье вечером, сообщили два чиновника, и встретился с лидерами четырёх "
    "группировок.";
std::string const russian_two =
    "Затем он отправился в приграничный город Абу-Камаль, где осмотрел туннели, повреждённые весной этого года.";
std::string const german_one =
    "Der Kommandeur traf am Sonntagabend in Bagdad ein, sagten zwei Beamte, und sprach mit den Führern von vier "
    "Milizen.";
std::string const german_two =
    "Danach reiste er in die Grenzstadt Abu Kamal, wo er Tunnel besichtigte, die im Frühjahr beschädigt worden waren.";

std::string const navigation =
    "<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a><li><a href=/sport>Sport</a></ul></nav>";
std::string const footer =
    "<footer><p>© 2020 The Example. All rights reserved.</p><a href=/about>About us</a></footer>";

std::string body_text(std::string const& html, std::string_view content_type = "text/html; charset=utf-8") {
  return extract_page(html, content_type, "https://news.example/a").text;
}

std::string paragraphs(std::initializer_list<std::string> all) {
  std::string out;
  for (std::string const& one : all) out += (out.empty() ? "" : "\n\n") + one;
  return out;
}

/// A page in one of the shapes that publishers use, and the text that a reader would call its article.
struct Shape {
  std::string says;
  std::string html;
  std::string text;
};

class PageText : public testing::TestWithParam<Shape> {};

TEST_P(PageText, IsTheArticleAlone) {
  EXPECT_EQ(body_text(GetParam().html), GetParam().text);
}

std::string p(std::string const& text) {
  return "<p>" + text + "</p>\n";
}

INSTANTIATE_TEST_SUITE_P(
    In, PageText,
    testing::Values(
        Shape{"SemanticEnglish",
              "<body>" + navigation + "<main><article><h1>Visit to Baghdad</h1>" + p(english_one) + p(english_two) +
                  p(english_three) + "</article></main>" + footer,
              paragraphs({english_one, english_two, english_three})},
        Shape{"ArabicWithBackToTopAndShareBar",
              "<html dir=rtl lang=ar><body>" + navigation +
                  "<div class=\"post-content\"><h1>زيارة إلى بغداد</h1><div "
                  "class=\"share-buttons\"><a href=#>فيسبوك</a> <a href=#>تويتر</a></div>" +
                  p(arabic_one) + p("<a href=/x>اقرأ أيضاً: خبر آخر من المنطقة</a>") + p(arabic_two) +
                  "<p>العودة إلى الأعلى</p></div>" + footer,
              paragraphs({arabic_one, arabic_two})},
        Shape{"PersianWithRelatedNews",
              "<html dir=rtl lang=fa><body><div id=news><h1>سفر به بغداد</h1>" + p(persian_one) + p(persian_two) +
                  "<h3>اخبار مرتبط</h3><ul><li><a href=/1>خبر اول</a><li><a href=/2>خبر دوم</a></ul></div>",
              paragraphs({persian_one, persian_two})},
        Shape{"HebrewWithAnAdvertisementBetweenParagraphs",
              "<html dir=rtl lang=he><body><div class=article-body>" + p(hebrew_one) +
                  "<div class=ad>פרסומת</div><p>פרסומת</p>" + p(hebrew_two) + "</div>" + footer,
              paragraphs({hebrew_one, hebrew_two})},
        Shape{"RussianWithAPointerToAnotherArticle",
              "<html lang=ru><body><div class=text>" + p(russian_one) +
                  p("<a href=/x>Читайте также: другая новость дня</a>") + p(russian_two) +
                  "</div><div class=comments><p>" + english_three + "</p></div>",
              paragraphs({russian_one, russian_two})},
        Shape{"DivSoupWithLineBreaks",
              "<body><div><div><a href=/>Home</a> | <a href=/b>B</a></div><div>" + english_one + "<br><br>" +
                  english_two + "<br />\n<br />" + english_three + "</div></div>",
              paragraphs({english_one, english_two, english_three})},
        Shape{"OldTableLayout",
              "<body><table><tr><td><a href=/>Home</a><br><a href=/w>World</a><br><a href=/s>Sport</a></td><td><font "
              "size=2>" +
                  english_one + "<br><br>" + english_two + "</font></td><td><a href=/x>More</a></td></tr></table>",
              paragraphs({english_one, english_two})},
        Shape{"GermanWithCaptionAndNewsletterBox",
              "<body><article><figure><img src=a.jpg><figcaption>Der Kommandeur, im März. Foto: "
              "Beispiel</figcaption></figure>" +
                  p(german_one) +
                  "<div class=newsletter-box><p>Abonnieren Sie unseren Newsletter, er kommt jeden Morgen.</p></div>" +
                  p(german_two) +
                  "<div class=author-box><p>Eva Muster ist Redakteurin, sie schreibt über Politik.</p></div></article>",
              paragraphs({german_one, german_two})},
        Shape{"ListQuoteAndHeadingInside",
              "<body><article>" + p(english_one) +
                  "<h2>What we know</h2><ul><li>Four groups took part.<li>No date was "
                  "given.</ul><blockquote><p>" +
                  english_two + "</p></blockquote>" + p(english_three) + "</article>",
              paragraphs({english_one, "What we know", "Four groups took part.", "No date was given.", english_two,
                          english_three})},
        Shape{"CookieBannerFirst",
              "<body><div id=cookie-consent><p>We use cookies to improve your experience, as our policy explains in "
              "full.</p></div>"
              "<div class=story>" +
                  p(english_one) + p(english_two) + "</div>",
              paragraphs({english_one, english_two})},
        Shape{"TeasersBelow",
              "<body><div class=page><div class=content>" + p(english_one) + p(english_two) + p(english_three) +
                  "</div><div class=list><h3><a href=/1>Another headline of the day</a></h3><p>A teaser with one "
                  "sentence.</p><h3><a "
                  "href=/2>Yet another headline here</a></h3><p>A second teaser, also short.</p></div></div>",
              paragraphs({english_one, english_two, english_three})},
        Shape{"TitleRepeatedInTheText",
              "<head><title>Commander visits Baghdad | The Example</title></head><body><div "
              "class=article-body><p>Commander "
              "visits Baghdad</p>" +
                  p(english_one) + p(english_two) + "</div>",
              paragraphs({english_one, english_two})},
        Shape{"MisleadingNames",
              "<body class=has-sidebar><div class=\"sidebar-layout\"><div class=widget>" + p(english_one) +
                  p(english_two) + "</div></div>" + footer,
              paragraphs({english_one, english_two})},
        Shape{"AFormAroundThePage",
              "<body><form action=/x>" + navigation + "<div>" + p(english_one) + p(english_two) + "</div></form>",
              paragraphs({english_one, english_two})},
        Shape{"NothingToRead", "<body>" + navigation + footer, ""}),
    [](auto const& i) { return i.param.says; });

TEST(Page, ReadsOldEncodingsFromMetaAndHeader) {
  // "مرحبا، " in windows-1256, as a page of the nineties states it.
  std::string const word = "\xE3\xD1\xCD\xC8\xC7\xA1 ";
  std::string text;
  for (int i = 0; i < 30; ++i) text += word;
  std::string const page = "<html><body><table><tr><td><p>" + text + ".</p></td></tr></table>";
  EXPECT_THAT(body_text("<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>" + page, ""),
              HasSubstr("مرحبا،"));
  EXPECT_THAT(body_text(page, "text/html; charset=windows-1256"), HasSubstr("مرحبا،"));
}

TEST(Page, TakesItsMetadataFromJsonLd) {
  Page const page = extract_page(
      "<html lang=ar-KW><title>x</title><link rel=canonical href='/news/7'><script type='application/ld+json'>/* made "
      "by a "
      "plugin */ {\"@graph\":[{\"@type\":\"WebSite\",\"name\":\"W\"},{\"@type\":[\"NewsArticle\"],\"headline\":\"زيارة "
      "&amp; "
      "لقاء\",\n\"datePublished\":\"2020-06-29T08:00:00+0300\",\"author\":[{\"name\":\"A B\"},{\"name\":\"C D\"}],"
      "\"publisher\":{\"name\":\"Al Example\"},}]}</script><body>",
      "text/html; charset=utf-8", "https://news.example/news/7?utm_source=x");
  EXPECT_EQ(page.title, "زيارة & لقاء");
  EXPECT_EQ(page.byline, "A B, C D");
  EXPECT_EQ(page.site, "Al Example");
  EXPECT_EQ(page.language, "ar-KW");
  EXPECT_EQ(page.canonical, "https://news.example/news/7");
  ASSERT_TRUE(page.published);
  EXPECT_EQ(to_rfc3339(*page.published), "2020-06-29T05:00:00Z");
}

TEST(Page, TakesItsMetadataFromOpenGraphWithoutJsonLd) {
  Page const page = extract_page(
      "<html><head><title>Visit - The Example</title><meta property=og:title content='Visit to Baghdad | The "
      "Example'><meta "
      "property=og:site_name content='The Example'><meta property=og:locale content=en_GB><meta name=author "
      "content='Eva "
      "Muster'><meta property=article:published_time content='2020-06-29 08:00'>",
      "", "");
  EXPECT_EQ(page.title, "Visit to Baghdad");
  EXPECT_EQ(page.byline, "Eva Muster");
  EXPECT_EQ(page.language, "en-GB");
  ASSERT_TRUE(page.published);
  EXPECT_EQ(to_rfc3339(*page.published), "2020-06-29T08:00:00Z");
}

TEST(Page, ReadsMicrodataAndTimeElements) {
  Page const micro =
      extract_page("<span itemprop=author>Eva Muster</span><meta itemprop=datePublished content=2020-06-29>", "", "");
  EXPECT_EQ(micro.byline, "Eva Muster");
  ASSERT_TRUE(micro.published);
  Page const time = extract_page(
      "<time datetime='not a date'>x</time><time datetime='20200629T080000Z'>y</time><time "
      "datetime='2020-06-29T08:00:00.000+03'>y</time>",
      "", "");
  ASSERT_TRUE(time.published);
  EXPECT_EQ(to_rfc3339(*time.published), "2020-06-29T05:00:00Z");
}

TEST(Page, NamesNoCanonicalAddressThatIsNotOfTheWeb) {
  for (char const* const href : {"javascript:alert(1)", "data:text/html,x", "", "file:///etc/passwd", "http://"}) {
    std::string const html = std::string("<link rel=canonical href='") + href + "'>";
    EXPECT_THAT(extract_page(html, "", "").canonical, IsEmpty()) << href;
  }
}

TEST(Page, IsReadFromItsJsonLdWhereScriptsWouldFillIt) {
  std::string const body = english_one + "\\n\\n" + english_two + "\\n\\n" + english_three;
  EXPECT_EQ(body_text("<html><head><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A "
                      "visit\",\"articleBody\":\"" +
                      body + "\"}</script></head><body><div id=app>Loading</div></body></html>"),
            paragraphs({english_one, english_two, english_three}));
}

TEST(Page, LeavesOutWhatStandsUnderAHeadingOfOtherNewsEvenWhereThatIsMore) {
  std::string const others =
      "<div class=x><h3>أخبار متعلقة</h3>" + p(arabic_two) + p(arabic_two + " ثم عاد.") + "</div>";
  EXPECT_EQ(
      body_text("<body>" + navigation + "<div><h1>زيارة إلى بغداد</h1>" + p(arabic_one) + others + "</div>" + footer),
      arabic_one);
}

TEST(Page, ReadsTheColumnOfItsHeadlineInALayoutOfTables) {
  std::string const html = "<title>Der Besuch in Bagdad</title><table><tr><td>" + p(german_two + german_two) +
                           "<td><h1>Der Besuch in Bagdad</h1>" + p(german_one) + p(german_two) + "<td>" +
                           p(english_three + english_one) + "</table>";
  EXPECT_EQ(body_text(html), paragraphs({german_one, german_two}));
}

TEST(Page, LeavesOutARowOfTeasersInAnyLanguage) {
  std::string teasers;
  for (char const* const title :
       {"Ein Titel, der anderswohin führt", "Noch ein Titel, der wegführt", "Und ein dritter dazu"})
    teasers += "<div class=k><h4><a href=/x>" + std::string(title) + "</a></h4>" + p(russian_two) + "</div>";
  EXPECT_EQ(body_text("<div><h1>Визит в Багдад</h1>" + p(russian_one) + "<div>" + teasers + "</div></div>"),
            russian_one);
}

TEST(Page, EndsWhereReadersReplyWhateverTheirCommentsAreCalled) {
  std::string const comments = "<div><div><p>" + arabic_two + "</p><a href=#>رد</a></div><div><p>" + arabic_two +
                               " وأضاف.</p><a href=#>رد</a> <a href=#>إبلاغ</a></div></div>";
  EXPECT_EQ(
      body_text("<div><h1>زيارة إلى بغداد</h1><div>" + p(arabic_one) + p(hebrew_one) + "</div>" + comments + "</div>"),
      paragraphs({arabic_one, hebrew_one}));
}

TEST(Page, EndsAtAFieldForAnAnswer) {
  EXPECT_EQ(body_text("<div>" + p(english_one) + p(english_two) +
                      "<p>Say what you think <textarea></textarea></p><div>" + p(english_three) + "</div></div>"),
            paragraphs({english_one, english_two}));
}

TEST(Page, LeavesAPollOutBecauseOfItsFields) {
  EXPECT_EQ(
      body_text("<div>" + p(english_one) +
                "<div><p>Would you go there yourself, if you could?</p><p><input type=radio>Yes, tomorrow</p><p><input "
                "type=radio>No, never</p></div>" +
                p(english_two) + p(english_three) + "</div>"),
      paragraphs({english_one, english_two, english_three}));
}

TEST(Page, IsNotLeftOutForTheHiddenFieldsOfItsForm) {
  EXPECT_EQ(body_text("<form><input type=hidden name=state value=x>" + p(english_one) + p(english_two) + "</form>"),
            paragraphs({english_one, english_two}));
}

TEST(Page, LeavesOutWhatStandsUnderAPictureInATableOfItsOwn) {
  EXPECT_EQ(body_text("<table><tr><td>" + arabic_one +
                      "<br><br><table align=left><tr><td><img src=a></td></tr><tr><td>جنود "
                      "عند الجسر</td></tr></table>" +
                      arabic_two + "</td></tr></table>"),
            paragraphs({arabic_one, arabic_two}));
}

TEST(Page, LeavesOutACallThatEndsInALink) {
  EXPECT_EQ(
      body_text("<div>" + p(hebrew_one) +
                "<div><h3>נהנים מהכתבה?</h3><p>הצטרפו אלינו היום בשקל אחד לחודש.</p><a href=/x>להצטרפות</a></div>" +
                p(english_two) + "</div>"),
      paragraphs({hebrew_one, english_two}));
}

TEST(Page, LeavesOutWhatALegalNoticeSaysInCapitals) {
  EXPECT_EQ(
      body_text("<div><p>НАСТОЯЩИЙ МАТЕРИАЛ РАСПРОСТРАНЁН В РАМКАХ КОНКУРСА, МНЕНИЕ АВТОРА МОЖЕТ НЕ СОВПАДАТЬ.</p>" +
                p(russian_one) + p(russian_two) + "</div>"),
      paragraphs({russian_one, russian_two}));
}

TEST(Page, EndsAParagraphAtItsFullStopWhereALinkElsewhereFollows) {
  EXPECT_EQ(body_text("<div>" + p(english_one + " <a href=/x>Details here</a>") + p(english_two) + "</div>"),
            paragraphs({english_one, english_two}));
}

TEST(Page, KeepsALinkThatIsPartOfTheSentence) {
  EXPECT_EQ(body_text("<div>" + p(english_one + " He met <a href=/x>the governor</a>.") + p(english_two) + "</div>"),
            paragraphs({english_one + " He met the governor.", english_two}));
}

TEST(Page, ReadsTheNamesOfCustomElementsAsClasses) {
  EXPECT_EQ(body_text("<div>" + p(english_one) + "<amp-ad><div>Space for what you sell, and more.</div></amp-ad>" +
                      p(english_two) + "</div>"),
            paragraphs({english_one, english_two}));
}

TEST(Page, LeavesOutTheBoxAboutItsAuthor) {
  std::string const head = "<head><meta name=author content='Tamar Barak'></head>";
  EXPECT_EQ(
      body_text(head + "<body><div><p>Tamar Barak, Haifa</p>" + p(english_one) + p(english_two) +
                "<div><img src=a><div>Tamar Barak</div><div>Editor of the section since 2009. She writes on cities, "
                "people, and water.</div></div></div></body>"),
      paragraphs({english_one, english_two}));
}

TEST(Page, TakesThePartOfTheTitleThatItShows) {
  std::string const page =
      "<title>The Northern Herald - Old bridge opens again - 14 February 2011</title><body><h1>The "
      "Northern Herald</h1><div>Old bridge opens again</div>" +
      p(english_one) + p(english_two);
  Page const read = extract_page(page, "text/html", "");
  EXPECT_EQ(read.title, "Old bridge opens again");
  ASSERT_TRUE(read.published);
  EXPECT_EQ(to_rfc3339(*read.published), "2011-02-14T00:00:00Z");
}

TEST(Page, ShowsNeitherScriptsNorHiddenParts) {
  std::string const text = body_text("<body><article>" + p(english_one) + "<script>var a = '<p>" + english_three +
                                     "</p>';</script><div style='display: none'><p>" + english_three +
                                     "</p></div><p hidden>" + english_three + "</p>" + p(english_two) + "</article>");
  EXPECT_EQ(text, paragraphs({english_one, english_two}));
}

TEST(PageJson, GivesNullWhereNoDateIsKnown) {
  EXPECT_EQ(
      to_json(Page{.title = "a \"b\""}),
      R"({"title":"a \"b\"","byline":"","published":null,"language":"","site":"","canonical":"","truncated":false,"text":""})");
}

}  // namespace
}  // namespace rasid::page
