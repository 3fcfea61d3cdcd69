#include <gtest/gtest.h>

#include "daemon/push/offer.h"

namespace rasid::push {
namespace {

fetch::Response response(std::vector<std::string> links = {}) {
  fetch::Response r;
  r.status = 200;
  r.url = "https://a.example/feeds/rss.xml";
  for (std::string& link : links) r.headers.emplace("link", std::move(link));
  return r;
}

feeds::Feed document(std::string_view links) {
  std::string const atom =
      "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title>" + std::string(links) + "</feed>";
  return feeds::parse_feed(atom, {"https://a.example/feeds/rss.xml", "", {}}).value();
}

std::optional<Offer> offered(fetch::Response const& of, feeds::Feed const* read) {
  return offer_in(of, read, "https://a.example/polled");
}

TEST(AnOffer, IsReadFromLinkHeaders) {
  auto const offer = offered(response({"<https://hub.example/>; rel=hub, <https://a.example/f>; rel=self"}), nullptr);
  EXPECT_EQ(offer, (Offer{"https://hub.example/", "https://a.example/f"}));
}

TEST(AnOffer, IsReadFromSeveralLinkHeaders) {
  auto const offer =
      offered(response({"</next>; rel=next", "<https://a.example/f>; rel=self", "</hub>; rel=hub"}), nullptr);
  EXPECT_EQ(offer, (Offer{"https://a.example/hub", "https://a.example/f"}));
}

TEST(AnOffer, IsReadFromTheLinksOfAnAtomFeed) {
  auto const feed =
      document(R"(<link rel="hub" href="https://hub.example/"/><link rel="self" href="https://a.example/f"/>)");
  EXPECT_EQ(offered(response(), &feed), (Offer{"https://hub.example/", "https://a.example/f"}));
}

TEST(AnOffer, IsReadFromTheAtomLinksOfAnRssFeed) {
  auto const feed = feeds::parse_feed(
      R"(<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>A</title>)"
      R"(<atom:link rel="self" href="/f"/><atom:link rel="hub" href="https://hub.example/"/></channel></rss>)",
      {"https://a.example/feeds/rss.xml", "", {}});
  ASSERT_TRUE(feed);
  EXPECT_EQ(offered(response(), &*feed), (Offer{"https://hub.example/", "https://a.example/f"}));
}

TEST(AnOffer, OfHeadersGoesBeforeThatOfTheDocument) {
  auto const feed =
      document(R"(<link rel="hub" href="https://old.example/"/><link rel="self" href="https://a.example/f"/>)");
  EXPECT_EQ(offered(response({"<https://hub.example/>; rel=hub"}), &feed),
            (Offer{"https://hub.example/", "https://a.example/f"}));
}

TEST(AnOffer, WithoutSelfMeansTheAddressThatWasPolledOnceTheDocumentIsReadToo) {
  auto const feed = document("");
  EXPECT_EQ(offered(response({"<https://hub.example/>; rel=hub"}), &feed),
            (Offer{"https://hub.example/", "https://a.example/polled"}));
  EXPECT_EQ(offered(response({"<https://hub.example/>; rel=hub"}), nullptr), std::nullopt);
}

TEST(AnOffer, KeepsATopicLetterByLetter) {
  auto const offer =
      offered(response({"<https://hub.example>; rel=hub, <HTTPS://A.example/%7Ef?b#c>; rel=self"}), nullptr);
  EXPECT_EQ(offer, (Offer{"https://hub.example", "HTTPS://A.example/%7Ef?b#c"}));
}

TEST(AnOffer, IsNoneWithoutAHubThatCanBeAsked) {
  EXPECT_EQ(offered(response(), nullptr), std::nullopt);
  for (auto const* hub : {"<javascript:x>; rel=hub", "<file:///etc/passwd>; rel=hub", "<>; rel=hub",
                          "<https://hub.example/>; rel=hub; anchor=\"/x\""}) {
    EXPECT_EQ(offered(response({hub}), nullptr), std::nullopt) << hub;
  }
  EXPECT_EQ(offered(response({"<https://hub.example/" + std::string(3'000, 'x') + ">; rel=hub"}), nullptr),
            std::nullopt);
}

}  // namespace
}  // namespace rasid::push
