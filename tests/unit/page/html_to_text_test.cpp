#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <string>

#include "extractors/page/page.h"

namespace rasid::page {
namespace {

using testing::HasSubstr;
using testing::Not;

struct TextCase {
  std::string says;
  std::string html;
  std::string text;
};

class HtmlToText : public testing::TestWithParam<TextCase> {};

TEST_P(HtmlToText, Gives) {
  EXPECT_EQ(html_to_text(GetParam().html), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(
    Of, HtmlToText,
    testing::Values(
        TextCase{"Nothing", "", ""}, TextCase{"OnlySpace", " \n\t&nbsp;<p> </p>", ""},
        TextCase{"PlainText", "Plain  words\n here ", "Plain words here"},
        TextCase{"PlainTextWithBlankLines", "One\r\n\r\n\r\nTwo\nstill two", "One\n\nTwo still two"},
        TextCase{"PlainTextWithReferences", "Marks &amp; Spencer&#39;s\n\n&lt;b&gt;", "Marks & Spencer's\n\n<b>"},
        TextCase{"Paragraphs", "<p>One</p>\n<p>Two</p>", "One\n\nTwo"},
        TextCase{"UnclosedParagraphs", "<p>One<p>Two<p>Three", "One\n\nTwo\n\nThree"},
        TextCase{"TextBehindABlock", "<div>One</div>Two", "One\n\nTwo"},
        TextCase{"OneLineBreak", "One<br>Two", "One\nTwo"},
        TextCase{"TwoLineBreaks", "One<br/>\n<br />Two", "One\n\nTwo"},
        TextCase{"InlineElements", "<b>Bagh</b>dad and <i>Basra</i>.", "Baghdad and Basra."},
        TextCase{"Scripts",
                 "a<script>if (x < 1) {}</script> b<style>p{}</style><template>t</template><noscript>n</noscript>",
                 "a b"},
        TextCase{"Comments", "a<!-- <p>no</p> -->b", "ab"},
        TextCase{"References", "<p>Qaani&rsquo;s &#1602;&#x622;&#1606;&#1610; &amp;amp;</p>", "Qaani’s قآني &amp;"},
        TextCase{"NoBreakSpaces", "<p>a&nbsp;&#160; b\u2003c\u3000d</p>", "a b c d"},
        TextCase{"ListItems", "<ul><li>One<li>Two</ul>Three", "One\n\nTwo\n\nThree"},
        TextCase{"Tables", "<table><tr><td>One<td>Two</table>", "One\n\nTwo"},
        TextCase{"AnImageBetweenWords", "one<img src=x.png>two", "one two"},
        TextCase{"ALessThanThatIsNoTag", "<p>2 < 3 and a<5</p>", "2 < 3 and a<5"},
        TextCase{"ATagThatIsCutOff", "<p>One <a href=\"http://x.example/lo", "One"},
        TextCase{"SoftHyphens", "Donau\u00ADdampf\u200Bschiff", "Donaudampfschiff"},
        TextCase{"PersianJoinersInsideWords", "<p>\u200Cمی\u200Cخواهم\u200C</p>", "می\u200Cخواهم"},
        TextCase{"BidiControls", "\u202Bقال\u202C \u200Fنعم\u200F", "قال نعم"},
        TextCase{"UpperCaseTags", "<P>One<BR>Two</P><SCRIPT>x</SCRIPT >", "One\nTwo"},
        TextCase{"BytesThatAreNoUtf8", "<p>a\xFF\xFE</p>", "a\uFFFD\uFFFD"}),
    [](auto const& i) { return i.param.says; });

using Clock = std::chrono::steady_clock;

std::string repeat(std::string_view what, std::size_t times) {
  std::string out;
  out.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += what;
  return out;
}

TEST(HtmlToTextUnderAbuse, AnswersInBoundedTime) {
  std::string attributes = "<p";
  for (int i = 0; i < 100'000; ++i) attributes += " a" + std::to_string(i) + "=1";
  for (std::string const& html :
       {repeat("<div>", 200'000) + "deep", repeat("<b>", 700'000) + "deep", repeat("<b><p>", 300'000) + "deep",
        repeat("<a href=x><p>", 150'000) + "deep", repeat("<table>", 200'000) + "deep",
        repeat("<table><tr><td>", 60'000) + "deep", repeat("</div>", 300'000) + "deep",
        repeat("<ul><li>", 150'000) + "deep", repeat("<svg>", 300'000) + "deep", repeat("<p>", 600'000) + "deep",
        repeat("<", 2'000'000) + "deep", repeat("<!-- ", 200'000), repeat("&", 2'000'000), repeat("<a b=\"", 300'000),
        attributes + ">deep", repeat("<nobr><font>", 150'000) + "deep", repeat("<template>", 200'000),
        repeat("<form><button>", 100'000), repeat("<table>x", 100'000)}) {
    auto const begin = Clock::now();
    html_to_text(html);
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds(5)) << html.substr(0, 20);
  }
}

TEST(HtmlToTextUnderAbuse, KeepsTextBelowTheDepthItBuilds) {
  EXPECT_THAT(html_to_text(repeat("<div>", 200'000) + "deep"), HasSubstr("deep"));
  EXPECT_THAT(html_to_text(repeat("<div>", 2'000) + "deep" + repeat("</div>", 2'000) + "<p>after"), HasSubstr("after"));
}

}  // namespace
}  // namespace rasid::page
