#include "daemon/log/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rasid::log {
namespace {

TEST(Log, WritesTheMessageAndItsFieldsOnOneLine) {
  std::vector<std::string> lines;
  Logger const log([&](Level, std::string_view line) { lines.emplace_back(line); });
  log.warning("feed failed", {{"feed", "aljarida"}, {"error", "HTTP 503 after 4 s"}});
  log.debug("not wanted");
  EXPECT_THAT(lines, testing::ElementsAre("feed failed feed=aljarida error=\"HTTP 503 after 4 s\""));
}

TEST(Log, MakesControlCharactersVisibleSoThatATitleCannotForgeALine) {
  EXPECT_EQ(visible("a\nb\x1b[31m"), "a\\x0ab\\x1b[31m");
  EXPECT_EQ(visible("\u202Eevil"), "\\u202eevil");
  EXPECT_EQ(visible("قآني 🗺"), "قآني 🗺");
}

}  // namespace
}  // namespace rasid::log
