#include <filesystem>
#include <fstream>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extractors/gazetteer/checksum.h"
#include "extractors/gazetteer/compile/replace_file.h"
#include "extractors/gazetteer/names_near.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/gazetteer/small_atlas.h"

namespace rasid::gazetteer {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> bearers_of(Gazetteer const& atlas, std::string_view folded) {
  std::vector<std::string> out;
  auto const name = atlas.find(folded);
  if (!name) return out;
  for (BearerRow const& bearer : atlas.bearers(*name)) out.emplace_back(atlas.key(PlaceIndex{bearer.place}));
  return out;
}

FileError refusal(std::string const& bytes) {
  auto const read = Gazetteer::read(Aligned(bytes).bytes());
  return read ? FileError{} : static_cast<FileError>(read.error().code.value());
}

/// With its checksum set right again.
std::string sealed(std::string bytes) {
  std::uint64_t const sum = checksum(std::string_view(bytes).substr(sizeof(Header)));
  std::memcpy(bytes.data() + offsetof(Header, checksum), &sum, sizeof sum);
  return bytes;
}

class GazetteerFile : public testing::Test {
 protected:
  Aligned bytes_{small_atlas()};
  std::shared_ptr<Gazetteer const> atlas_ = Gazetteer::read(bytes_.bytes()).value();
};

TEST_F(GazetteerFile, FindsAPlaceByEachOfItsNamesInAnyScript) {
  EXPECT_THAT(bearers_of(*atlas_, "mosul"), ElementsAre("mosul-99072"));
  EXPECT_THAT(bearers_of(*atlas_, "мосул"), ElementsAre("mosul-99072"));
  EXPECT_THAT(bearers_of(*atlas_, "al mawsil"), ElementsAre("mosul-99072"));
  EXPECT_THAT(bearers_of(*atlas_, "paris"), ElementsAre("lutetia-77", "paris-2988507", "paris-4717560"));
  EXPECT_THAT(bearers_of(*atlas_, "atlantis"), IsEmpty());
}

TEST_F(GazetteerFile, KnowsWhatContainsAPlace) {
  PlaceIndex const mosul = atlas_->by_key("mosul-99072").value();
  PlaceIndex const nineveh = atlas_->within(mosul).value();
  EXPECT_EQ(atlas_->key(nineveh), "nineveh-iq-15");
  PlaceIndex const iraq = atlas_->within(nineveh).value();
  EXPECT_EQ(atlas_->label(iraq), "Iraq");
  EXPECT_EQ(atlas_->within(iraq), std::nullopt);
  EXPECT_EQ(atlas_->country(mosul), "IQ");
}

TEST_F(GazetteerFile, NarrowsNamesWordByWord) {
  NameRange const mosul = atlas_->beginning_with("mosul");
  EXPECT_EQ(mosul.end - mosul.begin, 2U);
  EXPECT_EQ(atlas_->folded(atlas_->ending(mosul, 5).value()), "mosul");
  NameRange const south = atlas_->going_on(mosul, 5, "south");
  EXPECT_EQ(atlas_->ending(south, 11), std::nullopt);
  EXPECT_EQ(atlas_->folded(atlas_->ending(atlas_->going_on(south, 11, "gate"), 16).value()), "mosul south gate");
  EXPECT_TRUE(atlas_->going_on(mosul, 5, "sout").empty());
  EXPECT_TRUE(atlas_->beginning_with("mosu").empty());
  EXPECT_TRUE(atlas_->beginning_with("").empty());
}

TEST_F(GazetteerFile, OffersNamesNearAMisspeltOne) {
  std::vector<std::string> near;
  for_names_near(*atlas_, "Mosull", [&](std::string_view name) { near.emplace_back(name); });
  EXPECT_THAT(near, Contains("Mosul"));
}

TEST_F(GazetteerFile, IsTheSameWhenItIsBuiltAgain) {
  EXPECT_EQ(small_atlas(), small_atlas());
}

TEST_F(GazetteerFile, IsMappedFromTheDiskAndStaysThereWhenItIsReplaced) {
  test::TempFolder const folder;
  auto const file = folder.path() / "gazetteer.bin";
  ASSERT_TRUE(replace_file(file, bytes_.bytes()));
  auto const opened = Gazetteer::open(file);
  ASSERT_TRUE(opened) << opened.error().message();
  ASSERT_TRUE(replace_file(file, "another"));
  EXPECT_THAT(bearers_of(**opened, "mosul"), ElementsAre("mosul-99072"));
}

TEST(GazetteerFileRefusal, SaysWhatIsWrongWithAFileThatIsNone) {
  test::TempFolder const folder;
  auto const absent = Gazetteer::open(folder.path() / "absent.bin");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, std::errc::no_such_file_or_directory);
  std::ofstream(folder.path() / "text.bin") << "not a gazetteer at all, though it is long enough to hold a header and "
                                               "a table of sections, which takes some two hundred bytes in all, so on";
  auto const text = Gazetteer::open(folder.path() / "text.bin");
  ASSERT_FALSE(text);
  EXPECT_THAT(text.error().message(), testing::HasSubstr("text.bin: this is no compiled gazetteer"));
  std::ofstream(folder.path() / "empty.bin").flush();
  EXPECT_FALSE(Gazetteer::open(folder.path() / "empty.bin"));
  EXPECT_FALSE(Gazetteer::open(folder.path()));
}

TEST(GazetteerFileRefusal, RefusesEveryFileThatIsCutOff) {
  std::string const whole = small_atlas();
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    EXPECT_NE(refusal(whole.substr(0, size)), FileError{}) << size;
  }
}

TEST(GazetteerFileRefusal, RefusesAFileInWhichOneByteWasChanged) {
  std::string const whole = small_atlas();
  for (std::size_t at = 0; at < whole.size(); at += 11) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    bool const reserved = at >= offsetof(Header, reserved) && at < sizeof(Header);
    EXPECT_EQ(refusal(changed) == FileError{}, reserved) << at;
  }
}

TEST(GazetteerFileRefusal, RefusesAnotherVersion) {
  std::string other = small_atlas();
  other[offsetof(Header, version)] = 2;
  EXPECT_EQ(refusal(other), FileError::other_version);
}

TEST(GazetteerFileRefusal, NeverReadsOutsideAForgedFile) {
  std::string const whole = small_atlas();
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string forged = whole;
    std::size_t const begin = round % 3 == 0 ? sizeof(Header) : 0;
    for (int i = 0; i < 1 + round % 5; ++i) {
      std::size_t const at = begin + random() % (forged.size() - begin);
      forged[at] = static_cast<char>(random());
    }
    Aligned const bytes(sealed(forged));
    auto const read = Gazetteer::read(bytes.bytes());
    if (!read) continue;
    for (std::string_view const word : {"mosul", "paris", "iraq", "العراق", "zzz"}) {
      NameRange const range = (*read)->beginning_with(word);
      std::ignore = (*read)->ending((*read)->going_on(range, word.size(), "south"), word.size() + 6);
      std::ignore = bearers_of(**read, word);
    }
    for (std::uint32_t i = 0; i < (*read)->size(); ++i) {
      std::size_t levels = 0;
      for (auto at = std::optional(PlaceIndex{i}); at; at = (*read)->within(*at)) EXPECT_LT(++levels, 8U);
    }
  }
}

}  // namespace
}  // namespace rasid::gazetteer
