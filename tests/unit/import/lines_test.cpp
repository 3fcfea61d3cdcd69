#include "extractors/import/lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <zlib.h>

#include "tests/support/temp_folder.h"

namespace rasid::imports {
namespace {

using testing::ElementsAre;

std::vector<std::string> lines_of(std::filesystem::path const& path, Lines::Next expected_end = Lines::Next::end) {
  auto lines = Lines::open(path);
  EXPECT_TRUE(lines.has_value());
  std::vector<std::string> out;
  std::string line;
  Lines::Next next = lines->next(line);
  for (; next == Lines::Next::line; next = lines->next(line)) out.push_back(line);
  EXPECT_EQ(next, expected_end);
  return out;
}

void write_gzip(std::filesystem::path const& path, std::string const& text) {
  gzFile const file = gzopen(path.c_str(), "wb");
  ASSERT_EQ(gzwrite(file, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
  gzclose(file);
}

TEST(Lines, OfPlainAndCompressedFilesAreTheSame) {
  test::TempFolder const folder;
  std::string const text = "one\r\ntwo\n\nlast";
  folder.write("plain", text);
  write_gzip(folder / "packed.gz", text);
  EXPECT_THAT(lines_of(folder / "plain"), ElementsAre("one", "two", "", "last"));
  EXPECT_THAT(lines_of(folder / "packed.gz"), ElementsAre("one", "two", "", "last"));
}

TEST(Lines, LongerThanABufferComeWhole) {
  test::TempFolder const folder;
  std::string const longer(1'000'000, 'x');
  folder.write("long", longer + "\nshort\n");
  EXPECT_THAT(lines_of(folder / "long"), ElementsAre(longer, "short"));
}

TEST(Lines, BeyondTheLimitAreCutAndTheNextIsRead) {
  test::TempFolder const folder;
  folder.write("huge", std::string(Lines::most_line_bytes + 5, 'x') + "\nnext\n");
  auto lines = Lines::open(folder / "huge");
  ASSERT_TRUE(lines.has_value());
  std::string line;
  EXPECT_EQ(lines->next(line), Lines::Next::too_long);
  EXPECT_EQ(line.size(), Lines::most_line_bytes);
  EXPECT_EQ(lines->next(line), Lines::Next::line);
  EXPECT_EQ(line, "next");
  EXPECT_EQ(lines->number(), 2U);
}

TEST(Lines, OfADamagedArchiveEndWithSayingSo) {
  test::TempFolder const folder;
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += std::to_string(i * 7919) + "\n";
  write_gzip(folder / "whole.gz", text);
  std::filesystem::resize_file(folder / "whole.gz", std::filesystem::file_size(folder / "whole.gz") / 2);
  EXPECT_LT(lines_of(folder / "whole.gz", Lines::Next::broken).size(), 200'000U);
}

TEST(Lines, OfWhatCannotBeOpenedAreRefusedWithAReason) {
  test::TempFolder const folder;
  EXPECT_FALSE(Lines::open(folder / "absent").has_value());
  EXPECT_FALSE(Lines::open(folder.path()).has_value());
}

}  // namespace
}  // namespace rasid::imports
