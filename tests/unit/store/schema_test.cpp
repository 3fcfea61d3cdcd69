#include "daemon/store/schema.h"

#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

constexpr Migration books{"books", "CREATE TABLE books (title TEXT); INSERT INTO books VALUES ('one')"};
constexpr Migration authors{"authors", "ALTER TABLE books ADD COLUMN author TEXT DEFAULT 'nobody'"};
constexpr Migration broken{"a mistake", "CREATE TABLE half (a); INSERT INTO no_such_table VALUES (1)"};

class Schema : public testing::Test {
 protected:
  std::string ask(std::string const& query) { return database.execAndGet(query).getString(); }
  std::string tables() { return ask("SELECT coalesce(group_concat(sql, ';'), '') FROM sqlite_schema"); }

  SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

TEST_F(Schema, MigratesAnOlderDatabaseAndKeepsItsRows) {
  ASSERT_TRUE(migrate(database, std::array{books}));
  EXPECT_EQ(ask("PRAGMA user_version"), "1");
  ASSERT_TRUE(migrate(database, std::array{books, authors}));
  EXPECT_EQ(ask("PRAGMA user_version"), "2");
  EXPECT_EQ(ask("SELECT title || author FROM books"), "onenobody");
  EXPECT_EQ(ask("PRAGMA application_id"), std::to_string(application_id));
}

TEST_F(Schema, LeavesTheVersionBeforeAStepThatFailsWhole) {
  ASSERT_TRUE(migrate(database, std::array{books}));
  Result<> const failed = migrate(database, std::array{books, authors, broken});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message(), testing::HasSubstr("version 3 (a mistake)"));
  EXPECT_EQ(ask("PRAGMA user_version"), "2");
  EXPECT_THAT(tables(), testing::Not(testing::HasSubstr("half")));
  EXPECT_THAT(tables(), testing::HasSubstr("author"));
}

TEST_F(Schema, RefusesToGoBack) {
  ASSERT_TRUE(migrate(database, std::array{books, authors}));
  Result<> const refused = migrate(database, std::array{books});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, StoreError::schema_too_new);
  EXPECT_EQ(ask("PRAGMA user_version"), "2");
}

TEST_F(Schema, OfEveryReleasedVersionBecomesThePresentOne) {
  ASSERT_TRUE(migrate(database));
  std::string const wanted = tables();
  for (std::size_t from = 0; from < migrations().size(); ++from) {
    SQLite::Database older(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    ASSERT_TRUE(migrate(older, migrations().first(from)));
    ASSERT_TRUE(migrate(older));
    EXPECT_EQ(older.execAndGet("SELECT group_concat(sql, ';') FROM sqlite_schema").getString(), wanted);
  }
}

TEST_F(Schema, HasOnlyStrictTables) {
  ASSERT_TRUE(migrate(database));
  EXPECT_EQ(ask("SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND strict = 0"
                " AND name NOT LIKE 'sqlite_%'"),
            "0");
}

}  // namespace
}  // namespace rasid::store
