#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/store/store_error.h"
#include "tests/unit/store/file_size_limit.h"
#include "tests/unit/store/samples.h"

namespace rasid::store {
namespace {

class FullDisk : public StoreTest {
 protected:
  /// Stores one long article in a batch of its own.
  Result<> add(std::string const& id) {
    Article a = article(id);
    a.body = std::string(20'000, 'x');
    if (Result<> begun = store->begin(); !begun) return begun;
    Result<std::vector<Article>> const visited = store->record_visit(feed(), {a});
    Result<> const committed = store->commit();
    EXPECT_TRUE(visited || !committed) << "a call failed by a full disk, yet the batch was said to be durable";
    return committed;
  }
  /// Adds articles until the disk is full; those acknowledged, and the error.
  std::error_code fill() {
    for (int i = 0; i < 10'000; ++i) {
      std::string const id = "a" + std::to_string(acknowledged.size());
      if (Result<> done = add(id); !done) return done.error().code;
      acknowledged.push_back(id);
    }
    return {};
  }
  void expect_only_the_acknowledged() {
    EXPECT_EQ(ids(*store->unhandled_articles(20'000, {})), acknowledged);
    EXPECT_EQ(store->totals()->articles, std::ssize(acknowledged));
  }

  std::vector<std::string> acknowledged;
};

TEST_F(FullDisk, ByTheConfiguredLimitLosesNothingAndGoesOnUnderAHigherOne) {
  reopen({.most_bytes = 500'000});
  EXPECT_EQ(fill(), StoreError::full);
  EXPECT_GT(acknowledged.size(), 5U);
  expect_only_the_acknowledged();
  reopen({.most_bytes = 1'000'000});
  std::size_t const before = acknowledged.size();
  EXPECT_EQ(fill(), StoreError::full);
  EXPECT_GT(acknowledged.size(), before + 5);
  expect_only_the_acknowledged();
}

TEST_F(FullDisk, LosesNothingAndTheSameStoreGoesOnOnceThereIsSpace) {
  {
    FileSizeLimit const limit(900'000);
    std::error_code const why = fill();
    EXPECT_TRUE(why == StoreError::full || why == StoreError::io) << why.message();
    EXPECT_FALSE(add("again")) << "still full";
  }
  EXPECT_GT(acknowledged.size(), 5U);
  expect_only_the_acknowledged();
  ASSERT_TRUE(add("later"));
  acknowledged.emplace_back("later");
  reopen();
  expect_only_the_acknowledged();
}

TEST_F(FullDisk, DuringABatchFailsItsCommitRatherThanHalfOfIt) {
  reopen({.most_bytes = 500'000});
  ASSERT_TRUE(add("before"));
  acknowledged.emplace_back("before");
  ASSERT_TRUE(store->begin());
  std::error_code first;
  for (int i = 0; i < 50 && !first; ++i) {
    Article a = article("in the batch " + std::to_string(i));
    a.body = std::string(20'000, 'x');
    if (auto const visited = store->record_visit(feed(), {a}); !visited) first = visited.error().code;
  }
  EXPECT_EQ(first, StoreError::full);
  if (Result<> const committed = store->commit(); committed) {
    EXPECT_LT(store->totals()->articles, 51);  // SQLite undid that call alone: the others are durable
    EXPECT_EQ(std::ssize(*store->unhandled_articles(99, {})), store->totals()->articles);
  } else {
    EXPECT_EQ(committed.error().code, StoreError::full);
    expect_only_the_acknowledged();
  }
}

}  // namespace
}  // namespace rasid::store
