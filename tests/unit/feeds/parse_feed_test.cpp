#include <gtest/gtest.h>

#include "daemon/feeds/feed.h"

namespace rasid::feeds {
namespace {

Feed parse(std::string_view bytes, std::string_view base = {}, std::string_view type = {}) {
  auto feed = parse_feed(bytes, {.base_url = base, .content_type = type, .limits = {}});
  EXPECT_TRUE(feed) << (feed ? "" : feed.error().message());
  return feed ? *std::move(feed) : Feed{};
}
Entry first(Feed feed) {
  EXPECT_FALSE(feed.entries.empty());
  return feed.entries.empty() ? Entry{} : std::move(feed.entries.front());
}
std::string rss(std::string_view item) {
  return "<rss version='2.0'><channel><item>" + std::string(item) + "</item></channel></rss>";
}
std::string atom(std::string_view entry) {
  return "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + std::string(entry) + "</entry></feed>";
}

TEST(Rss, GivesTheFieldsOfChannelAndItem) {
  auto const feed =
      parse(R"(<?xml version="1.0"?><rss version="2.0"><channel><title>الجريدة</title><link>http://a.example/</link>
      <language>ar</language><ttl>30</ttl><skipHours><hour>0</hour><hour>24</hour></skipHours><skipDays><day>Friday</day></skipDays>
      <item><title>قآني في بغداد</title><link>/x?a=1&amp;b=2</link><guid isPermaLink="false">7</guid><description>&lt;p&gt;body&lt;/p&gt;</description>
      <pubDate>Mon, 29 Jun 2020 10:00:00 +0300</pubDate><author>desk@a.example (The Desk)</author><category>Iraq</category></item></channel></rss>)",
            "http://a.example/rss");
  EXPECT_EQ(feed.format, Format::rss20);
  EXPECT_FALSE(feed.bozo) << feed.bozo_reason;
  EXPECT_EQ(feed.title, "الجريدة");
  EXPECT_EQ(feed.language, "ar");
  EXPECT_EQ(feed.ttl_minutes, 30U);
  EXPECT_EQ(feed.skip_hours, (std::vector<std::uint8_t>{0, 0}));
  EXPECT_EQ(feed.skip_days, std::vector<std::uint8_t>{5});
  auto const entry = first(feed);
  EXPECT_EQ(entry.title, "قآني في بغداد");
  EXPECT_EQ(entry.link, "http://a.example/x?a=1&b=2");
  EXPECT_EQ(entry.id, "7");
  EXPECT_EQ(entry.summary, "<p>body</p>");
  EXPECT_EQ(entry.authors, std::vector<std::string>{"The Desk"});
  EXPECT_EQ(entry.categories, std::vector<std::string>{"Iraq"});
  EXPECT_EQ(to_rfc3339(entry.published.value()), "2020-06-29T07:00:00Z");
}

TEST(Rss, TakesAPermanentGuidForTheLinkUnlessItSaysItIsNone) {
  EXPECT_EQ(first(parse(rss("<guid>http://a.example/1</guid>"))).link, "http://a.example/1");
  EXPECT_EQ(first(parse(rss("<guid isPermaLink='false'>http://a.example/1</guid>"))).link, "");
  EXPECT_EQ(first(parse(rss("<guid>http://a.example/1</guid><link>http://b.example/</link>"))).link,
            "http://b.example/");
}

TEST(Rss, TellsItsModulesFromItsOwnElements) {
  auto const entry = first(parse(
      "<rss version='2.0' xmlns:c='http://purl.org/rss/1.0/modules/content/' xmlns:m='http://search.yahoo.com/mrss/' "
      "xmlns:d='http://purl.org/dc/elements/1.1/'><channel><item><m:title>picture</m:title><title>story</"
      "title><m:description>no"
      "</m:description><c:encoded><![CDATA[<b>all</b>]]></c:encoded><d:creator>Ali</d:creator></item></channel></"
      "rss>"));
  EXPECT_EQ(entry.title, "story");
  EXPECT_EQ(entry.summary, "");
  EXPECT_EQ(entry.content, "<b>all</b>");
  EXPECT_EQ(entry.authors, std::vector<std::string>{"Ali"});
}

TEST(Rdf, FindsItemsBesideTheChannel) {
  auto const feed = parse(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
      "xmlns='http://purl.org/rss/1.0/'><channel><title>c</title>"
      "</channel><item rdf:about='http://a.example/1'><title>t</title></item></rdf:RDF>");
  EXPECT_EQ(feed.format, Format::rss10);
  EXPECT_EQ(first(feed).id, "http://a.example/1");
}

TEST(Atom, ReadsATitleByItsType) {
  EXPECT_EQ(first(parse(atom("<title>a &lt;b&gt; &amp;amp;</title>"))).title, "a <b> &amp;");
  EXPECT_EQ(first(parse(atom("<title type='html'>a &lt;b>c&lt;/b> &amp;amp;</title>"))).title, "a c &");
  EXPECT_EQ(first(parse(atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a <b>c</b></div></title>")))
                .title,
            "a c");
}

TEST(Atom, ResolvesLinksByTheNearestBase) {
  auto const entry = first(
      parse("<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/x/' xml:lang='fa'><entry "
            "xml:base='y/'><link rel='self' "
            "href='s'/><link href='z'/><content type='html'>&lt;a href='1'&gt;&lt;img src=\"/2?a&amp;amp;b\"&gt;&lt;a "
            "href=3&gt;</content></entry></feed>"));
  EXPECT_EQ(entry.link, "http://a.example/x/y/z");
  EXPECT_EQ(entry.language, "fa");
  EXPECT_EQ(
      entry.content,
      "<a href=\"http://a.example/x/y/1\"><img src=\"http://a.example/2?a&amp;b\"><a href=\"http://a.example/x/y/3\">");
}

TEST(Atom, LetsAnEntryInheritTheAuthorsOfItsFeed) {
  auto const feed = parse(
      "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>A</name></author><entry/><entry><author><name>B"
      "</name></author></entry></feed>");
  EXPECT_EQ(feed.entries.at(0).authors, std::vector<std::string>{"A"});
  EXPECT_EQ(feed.entries.at(1).authors, std::vector<std::string>{"B"});
}

TEST(JsonFeed, GivesTheFieldsOfItsItems) {
  auto const feed =
      parse(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","language":"ar","authors":[{"name":"A"}],
      "items":[{"id":7,"url":"/1","title":"a < b","content_text":"x < y","date_published":"2020-06-29T10:00:00+03:00"}]})",
            "http://a.example/");
  EXPECT_EQ(feed.format, Format::json1);
  auto const entry = first(feed);
  EXPECT_EQ(entry.id, "7");
  EXPECT_EQ(entry.link, "http://a.example/1");
  EXPECT_EQ(entry.title, "a < b");
  EXPECT_EQ(entry.content, "x &lt; y");
  EXPECT_EQ(entry.authors, std::vector<std::string>{"A"});
  EXPECT_EQ(entry.language, "ar");
}

TEST(Encoding, IsWhatTheBytesSayOverWhatIsDeclared) {
  EXPECT_EQ(
      first(parse("<?xml version='1.0' encoding='windows-1256'?>" + rss("<title>\xDE\xC2\xE4\xED</title>"))).title,
      "قآني");
  EXPECT_EQ(first(parse(rss("<title>\xDE\xC2\xE4\xED</title>"), {}, "text/xml; charset=windows-1256")).title, "قآني");
  EXPECT_EQ(first(parse("<?xml version='1.0' encoding='iso-8859-1'?>" + rss("<title>قآني</title>"))).title, "قآني");
}

struct Broken {
  std::string_view says;
  std::string document;
  std::string_view title;
};
void PrintTo(Broken const& each, std::ostream* out) {
  *out << each.says;
}
class IllFormed : public testing::TestWithParam<Broken> {};

TEST_P(IllFormed, IsRecoveredAndReported) {
  auto const feed = parse(GetParam().document);
  EXPECT_TRUE(feed.bozo);
  EXPECT_FALSE(feed.bozo_reason.empty());
  EXPECT_EQ(first(feed).title, GetParam().title);
}

INSTANTIATE_TEST_SUITE_P(
    , IllFormed,
    testing::Values(Broken{"BareAmpersand", rss("<title>a & b</title>"), "a & b"},
                    Broken{"NamedEntityWithoutDtd", rss("<title>caf&eacute;</title>"), "café"},
                    Broken{"ControlCharacter", rss("<title>a\x01z</title>"), "az"},
                    Broken{"BlankBeforeTheDeclaration", "\n<?xml version='1.0'?>" + rss("<title>t</title>"), "t"},
                    Broken{"JunkAround", "Warning: x" + rss("<title>t</title>") + "<!-- c --> junk", "t"},
                    Broken{"MissingEndTag", rss("<title>t<link>http://a.example/</link>"), "t"},
                    Broken{"CutShort", "<rss><channel><item><title>t</title><descr", "t"},
                    Broken{"BareLessThan", rss("<title>1 < 2</title>"), "1 < 2"},
                    Broken{"AttributeWithoutQuotes", rss("<title x=1>t</title>"), "t"},
                    Broken{"CrossedTags", rss("<description><b><i>x</b></i></description><title>t</title>"), "t"},
                    Broken{"UndeclaredPrefix", rss("<title>t</title><x:y/>"), "t"}),
    [](auto const& each) { return std::string(each.param.says); });

TEST(Rss, KeepsAQuoteThatIsWrittenAsAReferenceInsideAnAttribute) {
  auto const feed = parse("<rss><channel><item x='it&#39;s' y=\"&#34;\"><title>t</title></item></channel></rss>");
  EXPECT_FALSE(feed.bozo) << feed.bozo_reason;
  EXPECT_EQ(first(feed).title, "t");
}

TEST(Rss, FindsItemsThatStandInsideItems) {
  auto const feed = parse("<rss><channel><item><title>1</title><item><title>2</title></item></item></channel></rss>");
  ASSERT_EQ(feed.entries.size(), 2U);
  EXPECT_EQ(feed.entries.at(1).title, "2");
}

TEST(Rss, TakesAPodcastsSummaryOnlyWhereThereIsNoOtherText) {
  EXPECT_EQ(first(parse(rss("<itunes:summary>s</itunes:summary>"))).summary, "s");
  EXPECT_EQ(first(parse(rss("<itunes:summary>s</itunes:summary><description>d</description>"))).summary, "d");
}

TEST(IllFormedFeed, KeepsTheItemsApartWhereAnEndTagIsForgotten) {
  auto const feed = parse("<rss><channel><item><title>1</title><item><title>2</title></item></channel></rss>");
  EXPECT_EQ(feed.entries.size(), 2U);
}

TEST(IllFormedFeed, FindsItemsAfterAChannelsElementThatIsNeverClosed) {
  auto const feed = parse("<rss><channel><image><url>u</url><item><title>1</title></item></channel></rss>");
  EXPECT_EQ(feed.entries.size(), 1U);
}

TEST(IllFormedFeed, MarksTheItemThatTheEndCutsAndNoOther) {
  auto const cut = parse("<rss><channel><item><title>a</title></item><item><title>b</title><description>half a sen");
  ASSERT_EQ(cut.entries.size(), 2U);
  EXPECT_FALSE(cut.entries[0].cut);
  EXPECT_TRUE(cut.entries[1].cut);
  EXPECT_EQ(cut.entries[1].summary, "half a sen");
  EXPECT_FALSE(parse("<rss><channel><item><title>a</title></item>").entries.at(0).cut);
  EXPECT_FALSE(parse("<rss><channel><item><title>a</channel></rss>").entries.at(0).cut);
}

TEST(JsonFeed, IsReadAsFarAsItGoesWhereItIsCut) {
  std::string const whole =
      R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"http://a.example/1",)"
      R"("content_text":"one, \u05d0nd"},{"id":2,"content_text":"two and more"}]})";
  for (std::size_t length = whole.find("two") + 3; length < whole.size(); ++length) {
    auto const feed = parse(std::string_view(whole).substr(0, length));
    ASSERT_EQ(feed.entries.size(), 2U) << length;
    EXPECT_TRUE(feed.bozo);
    EXPECT_FALSE(feed.entries[0].cut);
    EXPECT_EQ(feed.entries[0].content, "one, \u05d0nd");
  }
  auto const cut = parse(std::string_view(whole).substr(0, whole.find(" and more")));
  EXPECT_EQ(cut.entries.at(1).content, "two");
  EXPECT_TRUE(cut.entries.at(1).cut);
}

TEST(JsonFeed, ForgivesControlCharactersAndEscapesThatAreNone) {
  auto const feed = parse("{\"items\":[{\"id\":\"1\",\"title\":\"it\\'s\nhere\",},]}");
  EXPECT_EQ(feed.entries.at(0).title, "it's here");
}

TEST(Rss, KnowsEveryNameThatHtmlHasForACharacter) {
  auto const title = [](std::string_view html) {
    return first(parse(rss("<title>" + std::string(html) + "</title>"))).title;
  };
  EXPECT_EQ(title("a &amp;CounterClockwiseContourIntegral; &amp;lbrack;b&amp;rbrack;&amp;NewLine;&amp;hellip;"),
            "a ∳ [b] …");
  EXPECT_EQ(title("&nbsp;&eacute;&hairsp;&no_name;"), "\u00a0é\u200a&no_name;");
}

TEST(Rss, ResolvesEveryCandidateOfAPicture) {
  auto const summary = first(parse(rss("<description xml:base='http://a.example/x/'>&lt;img srcset=\"1.jpg 1x, /2.jpg "
                                       "2x,http://b.example/3.jpg\" src=1.jpg alt='a &amp;amp; b'&gt;</description>")))
                           .summary;
  EXPECT_EQ(summary,
            "<img srcset=\"http://a.example/x/1.jpg 1x, http://a.example/2.jpg 2x, http://b.example/3.jpg\" "
            "src=\"http://a.example/x/1.jpg\" alt='a &amp; b'>");
}

}  // namespace
}  // namespace rasid::feeds
