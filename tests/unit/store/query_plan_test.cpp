#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "daemon/store/alert_rows.h"
#include "daemon/store/article_rows.h"
#include "daemon/store/feed_rows.h"
#include "daemon/store/item_rows.h"
#include "daemon/store/memory_rows.h"
#include "daemon/store/outbox_rows.h"
#include "daemon/store/push_rows.h"
#include "daemon/store/retention_rows.h"
#include "daemon/store/routing_rows.h"
#include "daemon/store/schema.h"
#include "daemon/store/sink_rows.h"
#include "daemon/store/story_memory.h"

namespace rasid::store {
namespace {

TEST(QueryPlans, NeverWalkATableThatGrows) {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  ASSERT_TRUE(migrate(database));
  FeedRows const feeds(database);
  ArticleRows const articles(database);
  ItemRows const items(database);
  AlertRows const alerts(database);
  OutboxRows const outbox(database);
  SinkRows const sinks(database);
  PushRows const pushes(database);
  RoutingRows const routing(database);
  StoryMemory const stories(database);
  RetentionRows const retention(database);
  MemoryRows const memory(database);

  // Whatever these classes prepared is asked about, so that a new statement cannot be forgotten here.
  std::vector<std::string> statements;
  for (sqlite3_stmt* s = nullptr; (s = sqlite3_next_stmt(database.getHandle(), s)) != nullptr;)
    statements.emplace_back(sqlite3_sql(s));
  ASSERT_GE(statements.size(), 18U);

  for (std::string const& sql : statements) {
    SQLite::Statement plan(database, "EXPLAIN QUERY PLAN " + sql);
    while (plan.executeStep()) {
      std::string const step = plan.getColumn(3).getString();
      if (step == "SCAN feeds") continue;               // at start-up: every feed is wanted
      if (step == "SCAN sinks") continue;               // no more than the configuration ever named
      if (step == "SCAN push_subscriptions") continue;  // at start-up: every one is wanted
      if (step == "SCAN story_articles") continue;      // at start-up: all of them, bounded by a setting
      if (step == "SCAN silences") continue;            // now and then: those that ended long ago
      if (step == "SCAN swept_items") continue;         // its first row
      if (step == "SCAN CONSTANT ROW") continue;        // no table at all
      if (step == "SCAN q") continue;                   // quarantine: few, and all are wanted
      EXPECT_FALSE(step.starts_with("SCAN ") && !step.ends_with("INDEX articles_unhandled") &&
                   step.find("USING COVERING INDEX deliveries_leased") == std::string::npos &&
                   step.find("USING INDEX deliveries_leased") == std::string::npos)
          << step << "\n  in " << sql;
      EXPECT_EQ(step.find("TEMP B-TREE"), std::string::npos) << step << "\n  in " << sql;
    }
  }
}

}  // namespace
}  // namespace rasid::store
