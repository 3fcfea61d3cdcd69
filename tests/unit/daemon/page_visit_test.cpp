#include "daemon/page_visit.h"

#include <gtest/gtest.h>

namespace rasid {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp now{std::chrono::days{18'442}};

std::optional<Timestamp> again(int status, std::uint32_t attempts = 0, std::optional<Duration> retry_after = {}) {
  fetch::Response response;
  response.status = status;
  response.retry_after = retry_after;
  Article article;
  article.page_attempts = attempts;
  return page_again(article, response, now);
}

TEST(PageVisit, IsRepeatedAfterTroubleThatMayPass) {
  for (int const status : {404, 408, 425, 429, 500, 502, 503, 504}) EXPECT_EQ(again(status), now) << status;
  for (int const status : {401, 403, 410, 451, 200}) EXPECT_FALSE(again(status)) << status;
  for (auto const error : {fetch::FetchError::timeout, fetch::FetchError::connect, fetch::FetchError::truncated})
    EXPECT_TRUE(page_again({}, std::unexpected(Error{error, ""}), now));
  for (auto const error : {fetch::FetchError::forbidden_address, fetch::FetchError::bad_url})
    EXPECT_FALSE(page_again({}, std::unexpected(Error{error, ""}), now));
}

TEST(PageVisit, IsRepeatedWithGrowingPausesAndNotForEver) {
  EXPECT_EQ(again(503, 1), now);
  EXPECT_EQ(again(503, 2), now + 15min);
  EXPECT_EQ(again(503, 5), now + 12h);
  EXPECT_FALSE(again(503, 6));
}

TEST(PageVisit, WaitsAsLongAsTheServerWishesWithinADay) {
  EXPECT_EQ(again(503, 0, 1h), now + 1h);
  EXPECT_EQ(again(429, 4, 1h), now + 4h);
  EXPECT_EQ(again(503, 0, Duration{std::chrono::days{900}}), now + 24h);
}

TEST(PageVisit, IsWantedWhereTheItemIsASummaryOrTheConfigurationSaysSo) {
  Article article;
  configuration::FeedSettings feed;
  EXPECT_FALSE(wants_page(article, feed)) << "no link";
  article.url = "https://a.example/1";
  article.body = "A teaser…";
  EXPECT_TRUE(wants_page(article, feed));
  feed.full_text = configuration::FullText::never;
  EXPECT_FALSE(wants_page(article, feed));
  feed.full_text = configuration::FullText::automatic;
  article.body = std::string(5'000, 'x');
  EXPECT_FALSE(wants_page(article, feed));
  feed.full_text = configuration::FullText::always;
  EXPECT_TRUE(wants_page(article, feed));
}

fetch::Request request_of(std::string page) {
  configuration::FeedSettings feed;
  feed.url = "https://intranet.example/feed.xml";
  feed.allow_private = true;
  feed.access = std::make_shared<fetch::Access const>(fetch::Access{.user = "reader"});
  Article article;
  article.url = std::move(page);
  return page_request(article, feed, {});
}

TEST(PageVisit, MayGoInsideAndShowsThePassOnlyAtTheFeedsOwnSite) {
  fetch::Request const own = request_of("https://intranet.example/1");
  EXPECT_TRUE(own.allow_private_addresses && own.access);
  fetch::Request const other_port = request_of("https://intranet.example:8443/1");
  EXPECT_TRUE(other_port.allow_private_addresses && !other_port.access);
  fetch::Request const other_host = request_of("https://payroll.example/1");
  EXPECT_FALSE(other_host.allow_private_addresses || other_host.access);
}

TEST(PageVisit, TakesThePagesTextOnlyWhereItIsMore) {
  fetch::Response response;
  response.headers.emplace("content-type", "text/html");
  response.body = "<html><body><article><p>A short consent wall.</p></article></body></html>";
  Article article;
  article.body = std::string(500, 'x');
  read_page(article, response);
  EXPECT_EQ(article.body, std::string(500, 'x'));
}

}  // namespace
}  // namespace rasid
