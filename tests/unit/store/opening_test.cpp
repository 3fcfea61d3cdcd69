#include <SQLiteCpp/Database.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "daemon/store/store_error.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

using testing::HasSubstr;

std::string bytes_of(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(std::filesystem::path const& file, std::string const& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

void expect_refused(std::filesystem::path const& file, StoreError why, std::string const& says) {
  std::string const before = bytes_of(file);
  auto const opened = open_sqlite_store(file);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, why);
  EXPECT_THAT(opened.error().message(), HasSubstr(says));
  EXPECT_THAT(opened.error().message(), HasSubstr(file.string()));
  EXPECT_EQ(bytes_of(file), before) << "the refused file was changed";
}

std::error_code visit_error(Store& store) {
  auto const visited = store.record_visit(feed(), {article("b")});
  return visited ? std::error_code{} : visited.error().code;
}

TEST(Opening, CreatesADatabaseThatOnlyOwnerAndGroupRead) {
  TempFolder const folder;
  mode_t const before = ::umask(022);
  auto const opened = open_sqlite_store(folder / "rasid.db");
  ::umask(before);
  ASSERT_TRUE(opened) << opened.error().message();
  for (char const* name : {"rasid.db", "rasid.db-wal", "rasid.db.lock"}) {
    struct stat about{};
    ASSERT_EQ(::stat((folder / name).c_str(), &about), 0) << name;
    EXPECT_EQ(about.st_mode & 0777U, 0640U) << name;
  }
}

TEST(Opening, IsRefusedWhereTheFolderIsMissing) {
  TempFolder const folder;
  auto const opened = open_sqlite_store(folder / "no/such/rasid.db");
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, std::errc::no_such_file_or_directory);
}

TEST(Opening, IsRefusedToASecondOneAndNamesTheFirst) {
  TempFolder const folder;
  {
    auto const first = open_sqlite_store(folder / "rasid.db");
    ASSERT_TRUE(first);
    auto const second = open_sqlite_store(folder / "rasid.db");
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, StoreError::locked_by_other);
    EXPECT_THAT(second.error().message(), HasSubstr("process " + std::to_string(::getpid())));
  }
  EXPECT_TRUE(open_sqlite_store(folder / "rasid.db")) << "the lock outlived its store";
}

TEST(Opening, IsRefusedWhileAnotherProcessHoldsItUntilThatIsKilled) {
  TempFolder const folder;
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  pid_t const child = ::fork();
  if (child == 0) {
    auto const held = open_sqlite_store(folder / "rasid.db");
    [[maybe_unused]] auto const told = ::write(ready[1], held ? "y" : "n", 1);
    ::pause();
    ::_exit(0);
  }
  char answer = 0;
  ASSERT_EQ(::read(ready[0], &answer, 1), 1);
  EXPECT_EQ(answer, 'y');
  auto const refused = open_sqlite_store(folder / "rasid.db");
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message(), HasSubstr("process " + std::to_string(child)));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(open_sqlite_store(folder / "rasid.db"));
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(Opening, LeavesAFileThatIsNoDatabaseAsItIsAndSaysWhatToDo) {
  TempFolder const folder;
  for (std::string const& junk : {std::string("hello"), std::string(20'000, 'x')}) {
    write(folder / "rasid.db", junk);
    expect_refused(folder / "rasid.db", StoreError::corrupt, ".recover");
  }
}

TEST(Opening, LeavesADamagedDatabaseAsItIs) {
  TempFolder const folder;
  ASSERT_TRUE(open_sqlite_store(folder / "rasid.db"));
  std::string damaged = bytes_of(folder / "rasid.db");
  ASSERT_GT(damaged.size(), 8'192U);
  std::fill(damaged.begin() + 100, damaged.begin() + 4'096, '\xFF');  // the schema's page, behind a sound header
  write(folder / "rasid.db", damaged);
  expect_refused(folder / "rasid.db", StoreError::corrupt, "keep a copy");
}

TEST(Opening, ReportsDamageFoundLaterInsteadOfStoringIntoIt) {
  TempFolder const folder;
  {
    auto const store = open_sqlite_store(folder / "rasid.db");
    ASSERT_TRUE((*store)->record_visit(feed(), {article("a")}));
  }
  std::string damaged = bytes_of(folder / "rasid.db");
  std::fill(damaged.begin() + 4'096, damaged.end(), '\xFF');  // every table, none of the schema
  write(folder / "rasid.db", damaged);
  auto const store = open_sqlite_store(folder / "rasid.db");
  std::error_code const found = store ? visit_error(**store) : store.error().code;
  EXPECT_EQ(found, StoreError::corrupt);
}

TEST(Opening, RefusesADatabaseOfAnotherProgram) {
  TempFolder const folder;
  {
    SQLite::Database other(folder / "other.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    other.exec("CREATE TABLE bookmarks (url TEXT)");
  }
  expect_refused(folder / "other.db", StoreError::not_rasid, "another program");
}

TEST(Opening, RefusesADatabaseOfANewerRasid) {
  TempFolder const folder;
  ASSERT_TRUE(open_sqlite_store(folder / "rasid.db"));
  {
    SQLite::Database newer(folder / "rasid.db", SQLite::OPEN_READWRITE);
    newer.exec("PRAGMA user_version = 99");
  }
  expect_refused(folder / "rasid.db", StoreError::schema_too_new, "version 99");
}

}  // namespace
}  // namespace rasid::store
