#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "daemon/store/sqlite_store.h"
#include "daemon/store/store.h"

namespace rasid::store {

/// An empty folder of its own for a test, removed with it.
class TempFolder {
 public:
  TempFolder() {
    std::string name = std::filesystem::temp_directory_path() / "rasid-store-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
    path_ = name;
  }
  TempFolder(TempFolder const&) = delete;
  TempFolder& operator=(TempFolder const&) = delete;
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::filesystem::path operator/(std::string const& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

inline Timestamp at(std::int64_t milliseconds) {
  return Timestamp{Duration{milliseconds}};
}

inline FeedState feed(std::string const& id = "aljarida") {
  FeedState state;
  state.feed.value = id;
  state.url = "https://" + id + ".example/rss";
  return state;
}

inline Article article(std::string const& id, std::string const& of = "aljarida") {
  Article a;
  a.id.value = id;
  a.feed.value = of;
  a.title = "قآني في بغداد " + id;
  a.body = "وصل قائد فيلق القدس إلى بغداد.";
  a.fetched = at(1'000);
  return a;
}

inline Alert alert(std::string const& id, std::string const& cause, std::vector<SinkId> sinks = {{"desk"}}) {
  Alert a;
  a.id.value = id;
  a.watch.value = "qaani";
  a.story.value = "story-" + cause;
  a.article.value = cause;
  a.decided = at(2'000);
  a.payload = "{\"alert\":\"" + id + "\"}";
  a.sinks = std::move(sinks);
  return a;
}

inline HandledArticle handled(std::string const& id, std::vector<Alert> alerts = {}) {
  HandledArticle h;
  h.article = article(id);
  h.article.language = "ar";
  h.story.value = "story-" + id;
  h.mentions = {{"qaani", "person", 0, 4, "قآني", "name", 0.9}, {"baghdad", "place", 8, 13, "بغداد", "name", 1}};
  h.alerts = std::move(alerts);
  return h;
}

inline std::vector<std::string> ids(std::vector<Article> const& articles) {
  std::vector<std::string> all;
  for (Article const& a : articles) all.push_back(a.id.value);
  return all;
}

/// A store on a fresh file, with the words that the tests say most.
class StoreTest : public testing::Test {
 protected:
  void SetUp() override { reopen(); }
  void reopen(SqliteOptions const& options = {}) {
    store.reset();
    auto opened = open_sqlite_store(file, options);
    ASSERT_TRUE(opened) << opened.error().message();
    store = std::move(*opened);
  }
  void visit(std::vector<Article> articles) { ASSERT_TRUE(store->record_visit(feed(), std::move(articles))); }
  /// Stores an article and its alert, as one that is due at 2,000 ms.
  void tell(std::string const& alert_id, std::vector<SinkId> sinks = {{"desk"}}, Timestamp decided = at(2'000),
            std::string const& story = {}) {
    visit({article("article-" + alert_id)});
    Alert a = alert(alert_id, "article-" + alert_id, std::move(sinks));
    if (!story.empty()) a.story.value = story;
    a.decided = decided;
    Result<bool> const done = store->finish_article(handled("article-" + alert_id, {a}));
    ASSERT_TRUE(done && *done);
  }
  /// Claims up to `most` for each of these sinks; "alert>sink" of each.
  std::vector<std::string> claim(Timestamp now, std::vector<Wanted> const& wanted) {
    Claim claim = store->claim_deliveries(now, now + lease, wanted).value();
    claimed = std::move(claim.deliveries);
    next_due = claim.next_due;
    std::vector<std::string> all;
    for (Delivery const& d : claimed) all.push_back(d.alert.value + ">" + d.sink.value);
    return all;
  }
  std::vector<std::string> claim(Timestamp now, std::size_t most = 10) { return claim(now, {{{"desk"}, most}}); }

  Duration const lease{60'000};
  TempFolder folder;
  std::filesystem::path file = folder / "rasid.db";
  std::unique_ptr<Store> store;
  std::vector<Delivery> claimed;      // by the last claim()
  std::optional<Timestamp> next_due;  // as it said
};

}  // namespace rasid::store
