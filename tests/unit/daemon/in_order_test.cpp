#include "daemon/cli/in_order.h"

#include <gtest/gtest.h>

#include <atomic>
#include <sstream>

#include "daemon/cli/read_lines.h"

namespace rasid::cli {
namespace {

TEST(InOrder, WritesInTheOrderOfGivingWhoeverIsDoneFirst) {
  std::string written;
  InOrder in_order(
      4, {},
      [](std::size_t number, std::string const& piece) {
        // The earlier of each pair has more to do.
        std::size_t volatile sink = 0;
        for (std::size_t i = 0; i < (number % 2 == 0 ? 200'000U : 1U); ++i) sink = sink + i;
        return piece;
      },
      [&](std::string const& result) { written += result; });
  std::string expected;
  for (std::size_t i = 0; i < 500; ++i) {
    expected += std::to_string(i) + ' ';
    in_order.give(i, std::to_string(i) + ' ');
  }
  in_order.finish();
  EXPECT_EQ(written, expected);
}

TEST(InOrder, HoldsNoMoreThanItsBounds) {
  std::atomic<std::size_t> given = 0;
  std::atomic<std::size_t> done = 0;
  std::atomic<std::size_t> most = 0;
  InOrder in_order(
      2, {.pieces = 5, .bytes = 300},
      [&](std::size_t, std::string piece) {
        most = std::max(most.load(), given - done);
        return piece;
      },
      [&](std::string const&) { ++done; });
  for (std::size_t i = 0; i < 400; ++i) {
    in_order.give(i, std::string(i % 10 == 0 ? 1000 : 10, 'x'));  // some larger than all that may wait
    ++given;
  }
  in_order.finish();
  EXPECT_EQ(done, 400U);
  EXPECT_LE(most, 5U);
}

TEST(InOrder, HandsOnAFaultOfTheWork) {
  InOrder in_order(
      2, {.pieces = 2, .bytes = 100},
      [](std::size_t number, std::string piece) { return number == 3 ? throw std::runtime_error("three") : piece; },
      [](std::string const&) {});
  for (std::size_t i = 0; i < 20; ++i) in_order.give(i, "x");
  EXPECT_THROW(in_order.finish(), std::runtime_error);
}

TEST(InOrder, MayBeGivenUpWithWorkWaiting) {
  InOrder in_order(1, {}, [](std::size_t, std::string piece) { return piece; }, [](std::string const&) {});
  for (std::size_t i = 0; i < 100; ++i) in_order.give(i, "x");
}

TEST(ReadLines, CountsLinesAndDropsThoseThatAreTooLong) {
  std::istringstream in("one\r\n\n12345\n123456\nend");
  std::vector<std::pair<std::size_t, std::string>> lines;
  std::vector<std::size_t> long_ones;
  read_lines(
      in, 5,
      [&](std::size_t number, std::string line) {
        lines.emplace_back(number, std::move(line));
        return true;
      },
      [&](std::size_t number) {
        long_ones.push_back(number);
        return true;
      });
  EXPECT_EQ(lines, (std::vector<std::pair<std::size_t, std::string>>{{1, "one"}, {2, ""}, {3, "12345"}, {5, "end"}}));
  EXPECT_EQ(long_ones, std::vector<std::size_t>{4});
}

TEST(ReadLines, StopsWhereItIsTold) {
  std::istringstream in("1\n2\n3\n");
  std::size_t last = 0;
  read_lines(
      in, 5, [&](std::size_t number, std::string const&) { return (last = number) < 2; }, [](auto) { return true; });
  EXPECT_EQ(last, 2U);
}

}  // namespace
}  // namespace rasid::cli
