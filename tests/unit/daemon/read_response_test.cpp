#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/read_response.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using Kind = PollOutcome::Kind;

constexpr Timestamp now{std::chrono::days{18'442}};

std::string rss(std::string const& channel = "") {
  return R"(<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>News</title>)" + channel +
         R"(<item><guid>2</guid><title>Newer</title><link>https://a.example/2</link></item>
            <item><guid>1</guid><title>Older</title><link>https://a.example/1</link></item></channel></rss>)";
}

class ReadResponse : public testing::Test {
 protected:
  ReadResponse() {
    due.feed = {.id = {"a"}, .url = "https://a.example/rss", .language = "ar"};
    due.state = {.feed = {"a"}, .url = due.feed.url, .validators = {"\"1\"", "Mon"}, .body_hash = "earlier"};
    answer.status = 200;
    answer.url = due.feed.url;
    answer.body = rss();
    answer.headers = {{"content-type", "application/rss+xml"}};
    answer.validators = {"\"2\"", "Tue"};
  }
  [[nodiscard]] Reading read() const { return read_response(due, answer, settings, now); }

  DueFeed due;
  fetch::Response answer;
  configuration::Settings settings;
};

std::vector<std::string> titles(Reading const& reading) {
  std::vector<std::string> out;
  for (Article const& article : reading.articles) out.push_back(article.title);
  return out;
}

TEST_F(ReadResponse, GivesTheArticlesOldestFirstAndTheNewValidators) {
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::fetched);
  EXPECT_THAT(titles(reading), ElementsAre("Older", "Newer"));
  EXPECT_EQ(reading.state.validators, (fetch::Validators{"\"2\"", "Tue"}));
  EXPECT_NE(reading.state.body_hash, "earlier");
  EXPECT_EQ(reading.articles[0].feed.value, "a");
  EXPECT_EQ(reading.articles[0].fetched, now);
}

TEST_F(ReadResponse, TakesTheConfiguredLanguageWhereTheDocumentNamesNone) {
  EXPECT_EQ(read().articles[0].language, "ar");
  answer.body = rss("<language>fa</language>");
  EXPECT_EQ(read().articles[0].language, "fa");
}

TEST_F(ReadResponse, FindsTheHubThatTheFeedNames) {
  EXPECT_EQ(read().offer, std::nullopt);
  answer.headers.emplace("link", "</hub>; rel=hub, </self>; rel=self");
  push::Offer const offer{"https://a.example/hub", "https://a.example/self"};
  EXPECT_EQ(read().offer, offer);
  due.state.body_hash = read().state.body_hash;
  EXPECT_EQ(read().offer, offer) << "the headers of an unchanged body tell it too";
}

TEST_F(ReadResponse, AddsTheFeedsTagsToThoseOfTheItem) {
  due.feed.tags = {"iran", "agency"};
  answer.body = R"(<rss version="2.0"><channel><item><guid>1</guid><title>x</title><category>Politics</category>
                   <category>iran</category></item></channel></rss>)";
  EXPECT_THAT(read().articles.at(0).tags, ElementsAre("Politics", "iran", "agency"));
}

TEST_F(ReadResponse, TellsNothingNewOf304AndKeepsWhatWasKnown) {
  answer.status = 304;
  answer.body.clear();
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::fetched);
  EXPECT_THAT(reading.articles, IsEmpty());
  EXPECT_EQ(reading.state.validators, answer.validators);
  EXPECT_EQ(reading.state.body_hash, "earlier");
}

TEST_F(ReadResponse, DoesNotReadAgainABodyItHasReadBefore) {
  due.state.body_hash = read().state.body_hash;
  answer.validators = {"\"3\"", ""};
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::fetched);
  EXPECT_THAT(reading.articles, IsEmpty());
  EXPECT_EQ(reading.state.validators.etag, "\"3\"");
}

TEST_F(ReadResponse, DoesNotKeepTheValidatorsOfADocumentThatCannotBeRead) {
  answer.body = "<html><body>Just a moment…</body></html>";
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::failed);
  EXPECT_THAT(reading.outcome.error, HasSubstr("neither RSS"));
  EXPECT_EQ(reading.state.validators, due.state.validators);
  EXPECT_EQ(reading.state.body_hash, "earlier");
  EXPECT_THAT(reading.articles, IsEmpty());
}

TEST_F(ReadResponse, BoundsWhatOneDocumentMayBring) {
  settings.most_items = 1;
  EXPECT_THAT(read().articles, testing::SizeIs(1));
  settings.limits.body_bytes = 20;
  EXPECT_EQ(read().outcome.kind, Kind::failed);
}

TEST_F(ReadResponse, LearnsWhenTheServerAndTheFeedWantToBeAskedAgain) {
  answer.fresh_for = 10min;
  answer.body =
      rss("<ttl>60</ttl><skipHours><hour>0</hour><hour>5</hour></skipHours><skipDays><day>Sunday</day></skipDays>");
  store::PollHints const hints = read().state.hints;
  EXPECT_EQ(hints.fresh_for, 10min);
  EXPECT_EQ(hints.ttl, 60min);
  EXPECT_EQ(hints.skip_hours, 0b100001U);
  EXPECT_EQ(hints.skip_days, 1U);
}

TEST_F(ReadResponse, KeepsTheHintsOfTheLastDocumentOverAnswersThatSayNothing) {
  due.state.hints = {.fresh_for = 10min, .ttl = 60min, .skip_hours = 7};
  answer.status = 304;
  EXPECT_EQ(read().state.hints, due.state.hints);
  answer.fresh_for = 2h;
  EXPECT_EQ(read().state.hints.fresh_for, 2h) << "a 304 may say it anew";
  answer.status = 503;
  EXPECT_EQ(read().state.hints, due.state.hints);
}

TEST_F(ReadResponse, ForgetsHintsThatANewDocumentNoLongerGives) {
  due.state.hints = {.fresh_for = 10min, .ttl = 60min, .skip_hours = 7};
  EXPECT_EQ(read().state.hints, store::PollHints{});
}

TEST_F(ReadResponse, RemembersAPermanentMoveOnlyOfAnAnswerThatIsGood) {
  answer.moved_permanently_to = "https://new.example/rss";
  EXPECT_EQ(read().state.moved_to, "https://new.example/rss");
  answer.body = "no feed at all";
  EXPECT_EQ(read().state.moved_to, "");
  answer.status = 304;
  EXPECT_EQ(read().state.moved_to, "https://new.example/rss");
}

TEST_F(ReadResponse, KeepsTheNewAddressWhileItAnswersWell) {
  due.state.moved_to = "https://new.example/rss";
  EXPECT_EQ(read().state.moved_to, "https://new.example/rss");
}

TEST_F(ReadResponse, GoesBackToTheConfiguredAddressWithoutValidatorsWhereTheNewOneFails) {
  due.state.moved_to = "https://new.example/rss";
  answer.status = 404;
  Reading const refused = read();
  EXPECT_EQ(refused.state.moved_to, "");
  EXPECT_EQ(refused.state.validators, fetch::Validators{});

  Result<fetch::Response> const unreachable = failure(fetch::FetchError::connect, "fetching https://new.example/rss");
  Reading const lost = read_response(due, unreachable, settings, now);
  EXPECT_EQ(lost.outcome.kind, Kind::failed);
  EXPECT_THAT(lost.outcome.error, HasSubstr("fetching https://new.example/rss"));
  EXPECT_EQ(lost.state.moved_to, "");
  EXPECT_EQ(lost.state.validators, fetch::Validators{});
}

TEST_F(ReadResponse, KeepsTheValidatorsWhereTheConfiguredAddressFails) {
  answer.status = 500;
  EXPECT_EQ(read().state.validators, due.state.validators);
}

TEST_F(ReadResponse, Takes410ForTheEnd) {
  answer.status = 410;
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::gone);
  EXPECT_THAT(reading.outcome.error, HasSubstr("410"));
}

TEST_F(ReadResponse, AsksTheConfiguredAddressOnceMoreWhereTheOneItMovedToIsGone) {
  due.state.moved_to = "https://new.example/rss";
  answer.status = 410;
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::failed);
  EXPECT_EQ(reading.state.moved_to, "");
  due.state = reading.state;
  EXPECT_EQ(request_for(due, settings).url, "https://a.example/rss");
  EXPECT_EQ(read().outcome.kind, Kind::gone);
}

TEST_F(ReadResponse, Hands503AndItsRetryAfterOn) {
  answer.status = 503;
  answer.retry_after = 2min;
  answer.took = 4200ms;
  Reading const reading = read();
  EXPECT_EQ(reading.outcome.kind, Kind::failed);
  EXPECT_EQ(reading.outcome.retry_after, 2min);
  EXPECT_EQ(reading.outcome.error, "HTTP 503 after 4s200ms");
  EXPECT_THAT(reading.articles, IsEmpty());
}

TEST_F(ReadResponse, AsksWithWhatIsKnownOfTheFeed) {
  settings.limits.redirects = 3;
  due.feed.allow_private = true;
  fetch::Request const request = request_for(due, settings);
  EXPECT_EQ(request.url, "https://a.example/rss");
  EXPECT_EQ(request.validators, due.state.validators);
  EXPECT_EQ(request.limits.redirects, 3U);
  EXPECT_TRUE(request.allow_private_addresses);
  due.state.moved_to = "https://new.example/rss";
  EXPECT_EQ(request_for(due, settings).url, "https://new.example/rss");
}

}  // namespace
}  // namespace rasid
