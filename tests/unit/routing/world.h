#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "daemon/routing/due.h"
#include "daemon/routing/place.h"
#include "daemon/store/sqlite_store.h"
#include "tests/support/temp_folder.h"

namespace rasid::routing {

/// A real store on disk, alerts of articles of their own, and a time that tests set.
class RoutingWorld : public testing::Test {
 protected:
  void SetUp() override { open(); }

  /// As after a restart, clean or not: what is not in the file is gone.
  void open() {
    store.reset();
    store = store::open_sqlite_store(folder / "rasid.db").value();
  }

  /// Tells an alert as decide() does; `name` makes it an alert of its own.
  void tell(std::string const& name, Severity severity = Severity::medium, std::string const& watch = "qaani",
            std::uint32_t revision = 1) {
    Article article;
    article.id.value = name + std::to_string(revision);
    article.feed.value = "a";
    article.title = "Report " + name;
    article.fetched = now;
    ASSERT_TRUE(store->record_visit({.feed = {"a"}, .url = "https://a.example/rss"}, {article}));
    Alert alert;
    alert.id.value = "alr_" + name;
    alert.revision = revision;
    alert.watch.value = watch;
    alert.story.value = "sty_" + name;
    alert.article = article.id;
    alert.severity = severity;
    alert.decided = now;
    alert.sinks = {{"desk"}};
    alert.payload = R"({"type":"alert.created","version":1,"timestamp":"x","data":{"alert":{"id":"alr_)" + name +
                    R"(","revision":)" + std::to_string(revision) + R"(,"severity":")" +
                    std::string(to_text(severity)) + R"("},"watch":{"id":")" + watch +
                    R"(","title":"Qaani"},"story":{"id":"s"},"article":{"title":"Report )" + name +
                    R"(","feed":"a","url":""},"sentence":{"text":"Qaani, says )" + name + R"(."}}})";
    ASSERT_TRUE(store->begin());
    ASSERT_TRUE(place(alert, policies, store->routing()));
    store::HandledArticle handled{.article = article, .story = alert.story};
    handled.alerts.push_back(std::move(alert));
    ASSERT_TRUE(store->finish_article(handled).value());
    ASSERT_TRUE(store->commit());
  }

  /// What is due by now; everything of it.
  DueRound work() {
    DueRound all;
    for (bool more = true; more;) {
      EXPECT_TRUE(store->begin());
      DueRound const round = carry_out_due(store->routing(), policies, now).value();
      EXPECT_TRUE(store->commit());
      all.digests += round.digests;
      all.released += round.released;
      all.reminders += round.reminders;
      all.escalations += round.escalations;
      all.next_due = round.next_due;
      more = round.more;
    }
    return all;
  }

  /// What reaches the sink now, delivered.
  std::vector<store::Delivery> arrived(std::string const& sink = "desk") {
    std::vector<store::Delivery> all;
    for (;;) {
      auto claim = store->claim_deliveries(now, now, {{{sink}, 1'000}}).value();
      if (claim.deliveries.empty()) return all;
      std::vector<store::Attempt> attempts;
      for (auto const& delivery : claim.deliveries) {
        attempts.push_back({.delivery = delivery.id, .state = store::DeliveryState::delivered, .at = now});
        all.push_back(delivery);
      }
      EXPECT_TRUE(store->record_attempts(attempts));
    }
  }
  std::vector<std::string> ids(std::string const& sink = "desk") {
    std::vector<std::string> all;
    for (auto const& delivery : arrived(sink)) all.push_back(delivery.message_id());
    return all;
  }

  test::TempFolder folder;
  std::unique_ptr<store::Store> store;
  Policies policies;
  Timestamp now = parse_rfc3339("2026-03-02T12:00:00Z").value();
};

}  // namespace rasid::routing
