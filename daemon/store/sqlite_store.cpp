#include "daemon/store/sqlite_store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <string>
#include <utility>

#include "daemon/store/alert_rows.h"
#include "daemon/store/arrivals.h"
#include "daemon/store/article_rows.h"
#include "daemon/store/batch.h"
#include "daemon/store/database_file.h"
#include "daemon/store/feed_rows.h"
#include "daemon/store/item_rows.h"
#include "daemon/store/outbox_rows.h"
#include "daemon/store/push_rows.h"
#include "daemon/store/retention_rows.h"
#include "daemon/store/routing_rows.h"
#include "daemon/store/sink_rows.h"
#include "daemon/store/sqlite_memory.h"
#include "daemon/store/sqlite_routing.h"
#include "daemon/store/store_error.h"
#include "daemon/store/story_memory.h"

namespace rasid::store {
namespace {

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(DatabaseFile file)
      : file_(std::move(file)),
        batch_(file_.database),
        feeds_(file_.database),
        articles_(file_.database),
        items_(file_.database),
        alerts_(file_.database),
        stories_(file_.database),
        retention_(file_.database),
        outbox_(file_.database),
        sinks_(file_.database),
        push_(file_.database),
        routing_rows_(file_.database),
        memory_rows_(file_.database),
        memory_(batch_, memory_rows_),
        routing_(batch_, routing_rows_, outbox_, [this](Alert const& message, ArticleRow cause, Totals& totals) {
          return store_alert(message, cause, totals);
        }) {}

  Result<> begin() override { return batch_.begin(); }
  Result<> commit() override {
    Result<> done = batch_.commit();
    if (!done) doubt();
    return done;
  }
  void rollback() noexcept override {
    batch_.rollback();
    doubt();
  }

  Result<std::vector<FeedState>> feed_states() override {
    return batch_.call<std::vector<FeedState>>("reading the feeds' state", [&](Totals&) { return feeds_.all(); });
  }

  Result<> save_feed(FeedState const& state) override {
    return batch_.call<void>("storing the state of feed " + state.feed.value, [&](Totals&) { feeds_.save(state); });
  }

  Result<std::vector<Article>> record_visit(FeedState const& state, std::vector<Article> articles) override {
    return batch_.call<std::vector<Article>>("storing a visit to feed " + state.feed.value, [&](Totals& totals) {
      feeds_.save(state);
      std::vector<Article> fresh = take_in(std::move(articles), articles_, items_, retention_, totals);
      // A publisher who cannot be reached is not asked for pages either.
      if (state.failures > 0 || !state.last_attempt) return fresh;
      for (ArticleRow const row : items_.take_awaiting_page(state.feed, *state.last_attempt)) {
        articles_.mark(row, false);
        ++totals.unhandled;
        fresh.push_back(articles_.read(row));
      }
      return fresh;
    });
  }

  Result<std::vector<Article>> record_push(FeedId const& feed, std::vector<Article> articles) override {
    return batch_.call<std::vector<Article>>("storing what was pushed for feed " + feed.value, [&](Totals& totals) {
      return take_in(std::move(articles), articles_, items_, retention_, totals);
    });
  }

  Result<std::vector<PushSubscription>> push_subscriptions() override {
    return batch_.call<std::vector<PushSubscription>>("reading subscriptions", [&](Totals&) { return push_.all(); });
  }

  Result<> save_push(PushSubscription const& subscription) override {
    return batch_.call<void>("storing the subscription of feed " + subscription.feed.value,
                             [&](Totals&) { push_.save(subscription); });
  }

  Result<> forget_push(std::string const& token) override {
    return batch_.call<void>("forgetting a subscription", [&](Totals&) { push_.forget(token); });
  }

  Result<std::vector<Article>> unhandled_articles(std::size_t most, ArticleId const& after) override {
    return batch_.call<std::vector<Article>>("reading unhandled articles",
                                             [&](Totals&) { return articles_.unhandled(most, after); });
  }

  Result<bool> finish_article(HandledArticle const& handled) override {
    std::string doing = "storing the outcome of article " + handled.article.id.value;
    Result<bool> done = batch_.call<bool>(doing, [&](Totals& totals) -> Result<bool> {
      std::optional<ArticleRows::Place> const place = articles_.find(handled.article.id);
      if (!place) return failure(StoreError::unknown_article, doing);
      bool const edited_meanwhile = handled.article.revision < place->revision;
      if (place->handled && !edited_meanwhile) return false;
      bool told = false;
      for (Alert const& alert : handled.alerts) {
        // Its page came late, perhaps after the silence ended: that is no news of the article that was muted.
        if (handled.article.completion && routing_rows_.was_silenced(alert.id, place->row)) continue;
        told |= store_alert(alert, place->row, totals);
        alerts_.carry(alert.id, handled.article.feed, place->row);
      }
      for (Suppression const& suppression : handled.suppressions) {
        alerts_.add(suppression, place->row);
        if (!suppression.alert.empty()) alerts_.carry(suppression.alert, handled.article.feed, place->row);
        told |= !suppression.alert.empty();
      }
      for (Alert const& muted : handled.silenced) routing_rows_.add_silenced(muted, place->row);
      for (MemoryPart const& part : handled.memories) memory_rows_.save(part);
      if (edited_meanwhile) return true;
      totals.mentions += articles_.finish(place->row, handled);
      items_.finish(place->row, told, handled.page_after);
      stories_.remember(place->row, handled);
      --totals.unhandled;
      return true;
    });
    if (!done) doubt();
    return done;
  }

  Result<bool> has_alert(AlertId const& id) override {
    return batch_.call<bool>("looking for alert " + id.value, [&](Totals&) { return alerts_.has(id); });
  }

  Result<std::optional<KnownAlert>> find_alert(Alert const& alert, FeedId const& feed) override {
    return batch_.call<std::optional<KnownAlert>>("looking for alert " + alert.id.value,
                                                  [&](Totals&) { return alerts_.find(alert, feed); });
  }

  Result<std::vector<AlertSource>> alert_sources(AlertId const& id, std::size_t most) override {
    return batch_.call<std::vector<AlertSource>>("reading who carries alert " + id.value,
                                                 [&](Totals&) { return alerts_.sources(id, most); });
  }

  Result<std::optional<StoryPlace>> find_story(stories::Traits const& traits,
                                               stories::Settings const& settings) override {
    return batch_.call<std::optional<StoryPlace>>("looking for an article's story",
                                                  [&](Totals&) { return stories_.find(traits, settings); });
  }

  Result<bool> begin_again(ArticleId const& id, Timestamp now) override {
    std::string doing = "counting an attempt at article " + id.value;
    return batch_.call<bool>(doing, [&](Totals& totals) -> Result<bool> {
      std::optional<ArticleRows::Place> const place = articles_.find(id);
      if (!place) return failure(StoreError::unknown_article, doing);
      if (items_.begin(place->row)) return true;
      if (place->handled) return false;
      items_.quarantine(place->row, now);
      articles_.mark(place->row, true);
      --totals.unhandled;
      return false;
    });
  }

  Result<> forgive_attempts() override {
    return batch_.call<void>("forgiving attempts", [&](Totals&) { items_.forgive_all(); });
  }

  Result<std::size_t> release_quarantined(ArticleId const& id) override {
    return batch_.call<std::size_t>("releasing quarantined articles", [&](Totals& totals) {
      std::vector<ArticleRow> const rows = items_.release(id);
      for (ArticleRow const row : rows) articles_.mark(row, false);
      totals.unhandled += std::ssize(rows);
      return rows.size();
    });
  }

  Result<Claim> claim_deliveries(Timestamp now, Timestamp lease_until, std::vector<Wanted> const& wanted) override {
    return batch_.call<Claim>("claiming deliveries", [&](Totals&) { return outbox_.claim(now, lease_until, wanted); });
  }

  Result<> give_back(std::vector<std::int64_t> const& deliveries) override {
    return batch_.call<void>("giving deliveries back", [&](Totals&) {
      for (std::int64_t const id : deliveries) outbox_.give_back(id);
    });
  }

  Result<> record_attempts(std::vector<Attempt> const& attempts) override {
    return batch_.call<void>("storing delivery attempts", [&](Totals& totals) {
      for (Attempt const& attempt : attempts) {
        if (!outbox_.record(attempt) || attempt.state == DeliveryState::pending) continue;
        --totals.pending;
        ++(attempt.state == DeliveryState::delivered ? totals.delivered : totals.dead);
      }
    });
  }

  Result<> release_leases() override {
    return batch_.call<void>("giving up delivery leases", [&](Totals&) { outbox_.release_leases(); });
  }

  Result<std::vector<SinkState>> sink_states() override {
    return batch_.call<std::vector<SinkState>>("reading the sinks' state", [&](Totals&) { return sinks_.all(); });
  }

  Result<> note_health(SinkState const& state) override {
    return batch_.call<void>("storing how sink " + state.sink.value + " is", [&](Totals&) { sinks_.note(state); });
  }

  Result<> set_disabled(SinkState const& state) override {
    return batch_.call<void>("disabling or enabling sink " + state.sink.value,
                             [&](Totals&) { sinks_.set_disabled(state); });
  }

  Result<std::int64_t> changes_by_others() override {
    return batch_.call<std::int64_t>("looking for changes", [&](Totals&) { return batch_.data_version(); });
  }

  Result<std::size_t> sweep_deliveries(Timestamp delivered_before, Timestamp dead_before, std::size_t most) override {
    return batch_.call<std::size_t>("sweeping deliveries", [&](Totals& totals) {
      std::size_t const delivered = outbox_.sweep(DeliveryState::delivered, delivered_before, most);
      std::size_t const dead = outbox_.sweep(DeliveryState::dead, dead_before, most - delivered);
      totals.delivered -= static_cast<std::int64_t>(delivered);
      totals.dead -= static_cast<std::int64_t>(dead);
      return delivered + dead;
    });
  }

  Result<Swept> sweep(Horizon const& horizon, std::size_t most) override {
    std::vector<ArticleRow> gone;
    Result<Swept> swept = batch_.call<Swept>("sweeping what is old", [&](Totals& totals) {
      Swept const step = retention_.sweep(horizon, most, totals, gone);
      for (ArticleRow const row : gone) stories_.forget(row);
      return step;
    });
    if (!swept) doubt();
    return swept;
  }

  RoutingStore& routing() override { return routing_; }
  MemoryStore& memory() override { return memory_; }

  Result<Totals> totals() override {
    return batch_.call<Totals>("counting", [](Totals& totals) { return totals; });
  }

 private:
  /// What memory holds of the tables may be more than they do.
  void doubt() noexcept {
    stories_.doubt();
    retention_.doubt();
  }

  /// The alert and its deliveries; false where this revision was told already: nothing is added to it.
  bool store_alert(Alert const& alert, ArticleRow cause, Totals& totals) {
    if (!alerts_.add(alert, cause)) return false;
    ++totals.alerts;
    for (SinkId const& sink : alert.sinks) totals.pending += outbox_.add(alert, sink) ? 1 : 0;
    routing_rows_.add(alert);
    return true;
  }

  DatabaseFile file_;
  Batch batch_;
  FeedRows feeds_;
  ArticleRows articles_;
  ItemRows items_;
  AlertRows alerts_;
  StoryMemory stories_;
  RetentionRows retention_;
  OutboxRows outbox_;
  SinkRows sinks_;
  PushRows push_;
  RoutingRows routing_rows_;
  MemoryRows memory_rows_;
  SqliteMemory memory_;
  SqliteRouting routing_;
};

}  // namespace

std::expected<std::unique_ptr<Store>, Error> open_sqlite_store(std::filesystem::path const& file,
                                                               SqliteOptions const& options) {
  Result<DatabaseFile> opened = open_database_file(file, options);
  if (!opened) return std::unexpected(std::move(opened.error()));
  try {
    return std::make_unique<SqliteStore>(std::move(*opened));
  } catch (SQLite::Exception const& thrown) {  // the schema is not what its version says
    return std::unexpected(error_of(thrown, "opening " + file.string()));
  }
}

}  // namespace rasid::store
