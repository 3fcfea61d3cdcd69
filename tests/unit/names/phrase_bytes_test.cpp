#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "extractors/names/phrase_index.h"
#include "extractors/names/phrase_table.h"

namespace rasid::names {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::uint32_t> phrases_in(PhraseTable const& table, std::string_view body) {
  text::Document const document("", body);
  std::vector<Hit> hits;
  table.find(document, hits);
  std::vector<std::uint32_t> out;
  for (Hit const& each : hits) out.push_back(each.phrase);
  return out;
}

std::vector<std::string> many_names() {
  std::vector<std::string> out;
  std::mt19937 random(5);
  for (int i = 0; i < 3'000; ++i) out.push_back(fmt::format("name{} of {}", random() % 500, random() % 700));
  return out;
}

TEST(PhraseBytes, FindTheSameWhereverTheyAre) {
  std::vector<std::string> const names = many_names();
  PhraseTable const built(names, 11);
  std::string text;
  for (std::size_t i = 0; i < names.size(); i += 7) text += names[i] + ". ";
  std::vector<std::byte> bytes(built.serialised().size() + 3);
  std::ranges::copy(built.serialised(), bytes.begin() + 3);  // at an odd address
  auto const opened = PhraseTable::open(std::span(bytes).subspan(3));
  ASSERT_TRUE(opened) << opened.error().message();
  EXPECT_FALSE(phrases_in(built, text).empty());
  EXPECT_EQ(phrases_in(*opened, text), phrases_in(built, text));
}

TEST(PhraseBytes, AreTheSameForTheSameSeedAndOthersForAnother) {
  std::vector<std::string> const names = many_names();
  auto const bytes = [&](std::uint64_t seed) {
    PhraseTable const table(names, seed);
    return std::vector<std::byte>(table.serialised().begin(), table.serialised().end());
  };
  EXPECT_EQ(bytes(1), bytes(1));
  EXPECT_NE(bytes(1), bytes(2));
}

TEST(PhraseBytes, OfEveryOtherLengthAreRefused) {
  PhraseTable const table(std::vector<std::string>{"Baghdad", "Green Zone", "Green Zone Command"}, 3);
  std::vector<std::byte> bytes(table.serialised().begin(), table.serialised().end());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    auto const opened = PhraseTable::open(std::span(bytes).first(size));
    ASSERT_FALSE(opened) << size;
    EXPECT_EQ(opened.error().code, std::errc::illegal_byte_sequence);
  }
  bytes.push_back(std::byte{0});
  EXPECT_FALSE(PhraseTable::open(bytes));
}

TEST(PhraseBytes, OfAnotherFoldAreRefused) {
  PhraseTable const table(std::vector<std::string>{"Baghdad"}, 3);
  std::vector<std::byte> bytes(table.serialised().begin(), table.serialised().end());
  bytes[offsetof(PhraseHeader, alphabet)] ^= std::byte{1};
  auto const opened = PhraseTable::open(bytes);
  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().message(), testing::HasSubstr("letters were coded otherwise"));
}

TEST(PhraseBytes, WithAnyByteChangedAreRefusedOrKeepASearchInside) {
  std::vector<std::string> const names{"Baghdad", "Green Zone", "Green Zone Command", "the Green", "Zone"};
  PhraseTable const table(names, 3);
  std::string text;
  for (std::string const& each : names) text += each + ' ';
  text::Document const document("", text);
  for (std::size_t at = 0; at < table.serialised().size(); ++at) {
    for (unsigned const change : {0x01U, 0x80U, 0xFFU}) {
      std::vector<std::byte> bytes(table.serialised().begin(), table.serialised().end());
      bytes[at] ^= static_cast<std::byte>(change);
      auto const opened = PhraseTable::open(bytes);
      if (!opened) continue;
      std::vector<Hit> hits;
      opened->find(document, hits);
      for (Hit const& each : hits) {
        ASSERT_LT(each.phrase, opened->phrases());
        ASSERT_LE(each.range.end, document.text().size());
      }
    }
  }
}

TEST(PhraseTable, TakesPhrasesInAndOutWithoutBeingBuiltAgain) {
  PhraseTable const table(std::vector<std::string>{"Baghdad", "Green Zone"}, 3);
  PhraseTable const more = table.with(std::vector<std::string>{"Basra", "Green Zone Command"});
  PhraseTable const yet_more = more.with(std::vector<std::string>{"Zone"});
  PhraseTable const fewer = yet_more.without(std::vector<std::uint32_t>{1, 2});
  std::string_view const text = "Green Zone Command, Basra, Baghdad";
  EXPECT_THAT(phrases_in(table, text), ElementsAre(1, 0));
  EXPECT_THAT(phrases_in(more, text), UnorderedElementsAre(1, 3, 2, 0));
  EXPECT_THAT(phrases_in(yet_more, text), UnorderedElementsAre(1, 3, 4, 2, 0));
  EXPECT_THAT(phrases_in(fewer, text), UnorderedElementsAre(3, 4, 0));
  EXPECT_EQ(yet_more.phrases(), 5U);
  EXPECT_EQ(yet_more.serialised().data(), table.serialised().data()) << "copied";
}

TEST(PhraseTable, SaysWhatItLeavesOut) {
  std::string const long_phrase = [] {
    std::string out;
    for (std::size_t i = 0; i <= limit_words; ++i) out += "word ";
    return out;
  }();
  std::vector<std::string> phrases{"ok", "", long_phrase, "…"};
  PhraseTable const table(phrases, 3);
  EXPECT_THAT(table.left_out(), ElementsAre(1, 2, 3));
  EXPECT_THAT(table.with(std::vector<std::string>{"!", "fine"}).left_out(), ElementsAre(1, 2, 3, 4));
  EXPECT_THAT(phrases_in(table, long_phrase), IsEmpty());

  std::vector<std::string> const namesakes(limit_namesakes + 2, "San José");
  PhraseTable const crowded(namesakes, 3);
  EXPECT_THAT(crowded.left_out(), ElementsAre(limit_namesakes, limit_namesakes + 1));
  EXPECT_EQ(phrases_in(crowded, "San Jose").size(), limit_namesakes);
}

TEST(PhraseTable, EndsItsSearchWhereATextIsNothingButNames) {
  std::vector<std::string> const namesakes(900, "a");
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "a ";
  EXPECT_LE(phrases_in(PhraseTable(namesakes, 3), text).size(), 200'000U);
}

}  // namespace
}  // namespace rasid::names
