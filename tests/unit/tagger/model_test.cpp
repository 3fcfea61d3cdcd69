#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/tagger/hash.h"
#include "extractors/tagger/light_stem.h"
#include "extractors/tagger/model.h"

namespace rasid::tagger {
namespace {

Model small_model() {
  Model model;
  for (std::uint64_t i = 0; i < 500; ++i) model.lexicon.add(Lexicon::Use::name_part, mix(i), 1 + i % 7);
  model.lexicon.add(Lexicon::Use::cue, mix(1), 9);
  model.lexicon.seal();
  std::vector<Weights::Row> rows;
  for (std::uint32_t i = 0; i < 100; ++i)
    rows.push_back({static_cast<std::uint32_t>(mix(i) >> 32U), {static_cast<std::int8_t>(i), -1, 2, -3, 4, -5, 6}});
  Transitions transitions{};
  transitions[1][2] = 0.5F;
  model.weights = Weights(rows, 0.1F, 0.5F, transitions);
  return model;
}

/// The same with another sum at its end, as somebody would write it who means harm.
std::string signed_again(std::string bytes) {
  bytes.resize(bytes.size() - sizeof(std::uint64_t));
  std::uint64_t const sum = hash(bytes);
  bytes.append(reinterpret_cast<char const*>(&sum), sizeof sum);
  return bytes;
}

TEST(Lexicon, KnowsWhatWasAddedForEachUseAndTheLargestValue) {
  Lexicon lexicon;
  for (std::uint64_t i = 0; i < 10'000; ++i) lexicon.add(Lexicon::Use::name_part, mix(i), 1 + i % 7);
  lexicon.add(Lexicon::Use::name_part, mix(3), 7);
  lexicon.seal();
  EXPECT_EQ(lexicon.look_up(Lexicon::Use::name_part, mix(3)), 7);
  int wrong = 0;
  for (std::uint64_t i = 4; i < 10'000; ++i)
    if (lexicon.look_up(Lexicon::Use::name_part, mix(i)) != 1 + i % 7) ++wrong;
  EXPECT_LT(wrong, 20) << "strangers may meet, but seldom";
  int strangers = 0;
  for (std::uint64_t i = 0; i < 10'000; ++i)
    if (lexicon.look_up(Lexicon::Use::cue, mix(i)) != 0) ++strangers;
  EXPECT_LT(strangers, 20);
}

TEST(Lexicon, KnowsNothingWhileEmpty) {
  EXPECT_EQ(Lexicon().look_up(Lexicon::Use::word, 1), 0);
  Lexicon parsed;
  EXPECT_TRUE(parsed.parse(""));
  EXPECT_EQ(parsed.look_up(Lexicon::Use::word, 1), 0);
  EXPECT_FALSE(parsed.parse("12"));
}

TEST(Lexicon, AnswersEvenWhereATableIsFull) {
  Lexicon full;
  ASSERT_TRUE(full.parse(std::string(3000, '\1')));
  for (std::uint64_t i = 0; i < 1000; ++i) (void)full.look_up(Lexicon::Use::word, mix(i));
}

TEST(TaggerModel, IsTheSameOnceItWasWrittenAndRead) {
  Model const model = small_model();
  std::string const bytes = model.serialise();
  auto const read = Model::parse(bytes, "test");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->serialise(), bytes);
  EXPECT_EQ(read->lexicon.look_up(Lexicon::Use::cue, mix(1)), 9);
  Weights::Sum sum{};
  std::vector<std::uint32_t> const features{static_cast<std::uint32_t>(mix(7) >> 32U), 12345};
  read->weights.add(features, sum);
  EXPECT_EQ(sum[0], 7);
  EXPECT_EQ(sum[6], 6);
  Scores const scores = read->weights.score(sum);
  EXPECT_FLOAT_EQ(scores[0], 0.7F - 0.5F);
  EXPECT_FLOAT_EQ(scores[6], 0.6F);
}

TEST(TaggerModel, RefusesEveryPartOfItselfAndEveryFlippedByte) {
  std::string const bytes = small_model().serialise();
  for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 7)
    EXPECT_FALSE(Model::parse(bytes.substr(0, size), "test")) << size;
  EXPECT_FALSE(Model::parse(bytes + '\0', "test"));
  for (std::size_t at = 0; at < bytes.size(); at += 1 + at / 9) {
    std::string broken = bytes;
    broken[at] = static_cast<char>(broken[at] ^ 0x40);
    EXPECT_FALSE(Model::parse(broken, "test")) << at;
  }
}

TEST(TaggerModel, RefusesSizesThatLieEvenWhereTheSumIsRight) {
  std::string bytes = small_model().serialise();
  std::size_t const at = 16;  // after the magic: the lexicon's size
  for (std::uint64_t const size : {std::uint64_t{0}, std::uint64_t{1}, ~std::uint64_t{0}, std::uint64_t{1} << 40U}) {
    std::string hostile = bytes;
    hostile.replace(at, sizeof size, reinterpret_cast<char const*>(&size), sizeof size);
    EXPECT_FALSE(Model::parse(signed_again(hostile), "test")) << size;
  }
}

TEST(TaggerModel, SaysWhichFileItCouldNotRead) {
  auto const missing = Model::read("/nowhere/names.model");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message(), testing::HasSubstr("/nowhere/names.model"));
}

TEST(LightStem, TakesOffEndingsButLeavesAWord) {
  EXPECT_EQ(light_stem("ministers"), "minister");
  EXPECT_EQ(light_stem("gas"), "gas");
  EXPECT_EQ(light_stem("министрами"), light_stem("министров"));
  EXPECT_EQ(light_stem("معلومات"), "معلوم");
  EXPECT_EQ(light_stem("שלום"), "שלום");
  EXPECT_EQ(light_stem(""), "");
}

}  // namespace
}  // namespace rasid::tagger
