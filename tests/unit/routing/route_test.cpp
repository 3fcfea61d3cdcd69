#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/routing/route.h"
#include "daemon/routing/silences.h"
#include "rules/condition.h"

namespace rasid::routing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Alerts about one article, on a catalogue without names.
class Routing : public testing::Test {
 protected:
  Routing() {
    vocabulary.feeds = {"irna"};
    vocabulary.watches = std::set<std::string, std::less<>>{"qaani-baghdad", "qaani-iraq", "ports"};
    article.feed.value = "irna";
    article.title = "Rockets over Basra";
    article.body = "Two rockets were fired.";
    document.emplace(article);
    index.emplace(*document);
  }
  rules::Subject subject(rules::AlertFacts const& facts) const {
    return {.document = *document,
            .index = *index,
            .mentions = {},
            .article = article,
            .catalogue = *vocabulary.catalogue,
            .alert = &facts};
  }
  bool holds(std::string_view condition, std::string_view watch, Severity severity) const {
    auto const compiled = Condition::compile(condition, vocabulary);
    EXPECT_TRUE(compiled) << condition << ": " << (compiled ? "" : compiled.error().front().message);
    rules::AlertFacts const facts{watch, severity};
    return compiled && compiled->holds(subject(facts));
  }
  std::string complaint(std::string_view condition) const {
    auto const compiled = Condition::compile(condition, vocabulary);
    return compiled ? "" : compiled.error().front().message + "; " + compiled.error().front().remedy;
  }

  rules::Vocabulary vocabulary{std::make_shared<entities::Catalogue const>(), {}, {}};
  Article article;
  std::optional<text::Document> document;
  std::optional<rules::DocumentIndex> index;
};

TEST_F(Routing, AsksAlertsForTheirWatchAndSeverityBesideTheArticle) {
  EXPECT_TRUE(holds("watch:ports", "ports", Severity::low));
  EXPECT_FALSE(holds("watch:ports", "qaani-iraq", Severity::low));
  EXPECT_TRUE(holds("watch:qaani-*", "qaani-iraq", Severity::low));
  EXPECT_TRUE(holds("watch:(ports OR qaani-iraq) AND rocket*", "ports", Severity::low));
  EXPECT_TRUE(holds("feed:irna severity:>=high", "ports", Severity::critical));
  EXPECT_FALSE(holds("feed:irna severity:>=high", "ports", Severity::medium));
  EXPECT_TRUE(holds("severity:<high", "ports", Severity::medium));
  EXPECT_FALSE(holds("severity:high", "ports", Severity::critical));
  EXPECT_TRUE(holds("title:rockets NOT watch:qaani-*", "ports", Severity::low));
}

TEST_F(Routing, SaysWhatItDoesNotKnow) {
  EXPECT_THAT(complaint("watch:qaani-irak"), HasSubstr("unknown watch \"qaani-irak\"; did you mean \"qaani-iraq\""));
  EXPECT_THAT(complaint("severity:urgent"), HasSubstr("not a severity"));
  EXPECT_THAT(complaint("watch:zzz*"), HasSubstr("no watch's id begins with"));
  vocabulary.watches.reset();
  EXPECT_THAT(complaint("severity:high"), HasSubstr("routes and silences"));
}

TEST_F(Routing, TakesTheFirstRouteThatFitsUnlessItSaysToGoOn) {
  std::vector<Route> routes;
  routes.push_back({Condition::compile("severity:>=high", vocabulary).value(), {{"pager"}}, true});
  routes.push_back({Condition::compile("watch:ports", vocabulary).value(), {{"sea"}, {"pager"}}, false});
  routes.push_back({Condition::compile("feed:irna rocket*", vocabulary).value(), {{"iran"}}, true});
  std::vector<SinkId> const own = {{"desk"}};
  rules::AlertFacts const severe{"ports", Severity::high}, mild{"ports", Severity::low}, other{"qaani-iraq", {}};
  EXPECT_THAT(sinks_for(routes, own, subject(severe)), ElementsAre(SinkId{"pager"}, SinkId{"sea"}));
  EXPECT_THAT(sinks_for(routes, own, subject(mild)), ElementsAre(SinkId{"sea"}, SinkId{"pager"}));
  EXPECT_THAT(sinks_for(routes, own, subject(other)), ElementsAre(SinkId{"iran"}, SinkId{"desk"}))
      << "at the end of the list the watch's own";
  EXPECT_THAT(sinks_for({}, own, subject(other)), ElementsAre(SinkId{"desk"}));
}

TEST_F(Routing, MutesWhileASilenceLastsAndNoLonger) {
  Timestamp const begin = parse_rfc3339("2026-03-02T12:00:00Z").value();
  auto const silence = [&](std::string id, std::string matcher) {
    return store::Silence{.id = std::move(id),
                          .matcher = std::move(matcher),
                          .starts = begin,
                          .ends = begin + std::chrono::hours{2},
                          .expired = {},
                          .by = "layla",
                          .comment = ""};
  };
  SilenceSet const set({silence("gone", "watch:was-there"), silence("one", "watch:ports rocket*")}, vocabulary);
  rules::AlertFacts const facts{"ports", Severity::high}, other{"qaani-iraq", Severity::high};
  ASSERT_NE(set.muting(subject(facts), begin), nullptr);
  EXPECT_EQ(set.muting(subject(facts), begin)->id, "one");
  EXPECT_EQ(set.muting(subject(other), begin), nullptr);
  EXPECT_EQ(set.muting(subject(facts), begin + std::chrono::hours{2}), nullptr);
  EXPECT_EQ(set.muting(subject(facts), begin - Duration{1}), nullptr);
  ASSERT_EQ(set.broken().size(), 1U) << "its watch is gone: that mutes nothing, and is said";
  EXPECT_EQ(set.broken().front().first, "gone");
}

}  // namespace
}  // namespace rasid::routing
