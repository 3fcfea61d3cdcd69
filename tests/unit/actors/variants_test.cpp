#include "extractors/actors/variants.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "extractors/text/fold.h"
#include "tests/unit/actors/catalogue_of.h"

namespace rasid::actors {
namespace {

using entities::Entity;
using entities::Variants;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

std::map<std::string, Variant> by_fold(std::vector<Variant> const& all) {
  std::map<std::string, Variant> out;
  for (Variant const& each : all) out.emplace(text::fold(each.text), each);
  return out;
}

std::map<std::string, Variant> variants_of(std::vector<Entity> all) {
  auto const catalogue = catalogue_of(std::move(all));
  auto const made = VariantMaker(*catalogue).variants_of(EntityIndex{0});
  auto out = by_fold(made);
  EXPECT_EQ(out.size(), made.size()) << "two that fold to the same";
  return out;
}

std::map<std::string, Variant> variants_of(std::string name) {
  return variants_of({person("one", {{std::move(name), "en"}})});
}

TEST(Variants, OfAnEnglishNameReachTheOtherScripts) {
  auto const all = variants_of("Esmail Qaani");
  for (char const* const wanted : {"اسماعيل قاني", "Исмаил Каани", "אסמאעיל קאני"}) {
    EXPECT_TRUE(all.contains(text::fold(wanted))) << wanted;
  }
}

TEST(Variants, OfANameWithAnArticleCarryIt) {
  auto const all = variants_of("Mustafa al-Kadhimi");
  EXPECT_TRUE(all.contains(text::fold("مصطفى الكاظمي")));
  EXPECT_TRUE(all.contains(text::fold("Мустафа аль-Кадими")) || all.contains(text::fold("Мустафа аль-Казими")));
  EXPECT_TRUE(all.contains(text::fold("Mostafa al-Kadhimi")));
  EXPECT_TRUE(all.contains(text::fold("Mustafa el-Kadhimi")));
}

TEST(Variants, OfAnArabicNameReachLatin) {
  auto const all = variants_of({person("one", {{"حسن نصر", "ar"}})});
  bool latin = false;
  for (auto const& [folded, variant] : all) latin = latin || variant.script == Script::latin;
  EXPECT_TRUE(latin);
}

TEST(Variants, LeaveMiddleNamesAndPatronymicsOut) {
  EXPECT_TRUE(variants_of("Mohammed Shia al-Sudani").contains("mohammed al sudani"));
  auto const russian = variants_of({person("one", {{"Сергей Викторович Лавров", "ru"}})});
  EXPECT_TRUE(russian.contains(text::fold("Сергей Лавров")));
}

TEST(Variants, KnowInitialsButNotThoseThatAreWords) {
  EXPECT_TRUE(variants_of("Donald Trump").contains("d trump"));
  EXPECT_FALSE(variants_of("Ali Larijani").contains("a larijani"));
}

TEST(Variants, OfAFathersNameStayTogether) {
  auto const all = variants_of("Mohammed bin Salman");
  EXPECT_FALSE(all.contains("salman"));
  EXPECT_TRUE(all.contains(text::fold("محمد بن سلمان")));
}

TEST(Variants, ThatAreOneWordNeedOtherEvidence) {
  for (auto const& [folded, variant] : variants_of("Esmail Qaani")) {
    EXPECT_TRUE(variant.ambiguous || folded.find(' ') != std::string::npos) << folded;
  }
}

TEST(Variants, AreBoundedForEachScriptAndScored) {
  std::map<Script, std::size_t> counts;
  for (auto const& [folded, variant] : variants_of("Hossein Amir-Abdollahian")) {
    EXPECT_GT(variant.score, 0.0F);
    EXPECT_LE(variant.score, 0.95F);
    if (variant.rule != VariantRule::spelling) ++counts[variant.script];
  }
  for (auto const& [script, count] : counts)
    EXPECT_LE(count, VariantMaker::most_in_script + VariantMaker::most_surnames * 4 + 2) << to_text(script);
}

TEST(Variants, AreNeverAnotherListedName) {
  auto const all =
      variants_of({person("hasan", {{"Hasan Rouhani", "en"}}), person("other", {{"Hassan Rouhani", "en"}})});
  EXPECT_FALSE(all.contains("hassan rouhani"));
}

TEST(Variants, CanBeRefusedOneByOneOrAltogether) {
  Entity one = person("one", {{"Esmail Qaani", "en"}});
  one.variants.refused = {"Ismail Qaani"};
  EXPECT_FALSE(variants_of({one}).contains("ismail qaani"));
  one.variants.made = Variants::Made::none;
  EXPECT_THAT(variants_of({one}), IsEmpty());
  one.variants.listed = {"Esmaeil Ghaani"};
  auto const own = variants_of({one});
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own.begin()->second.rule, VariantRule::listed);
}

TEST(Variants, OfTheSameScriptOnlyWhereThatIsAsked) {
  Entity one = person("one", {{"Mustafa al-Kadhimi", "en"}});
  one.variants.made = Variants::Made::spellings;
  for (auto const& [folded, variant] : variants_of({one})) EXPECT_EQ(variant.script, Script::latin) << folded;
}

TEST(Variants, OfOddNamesDoNotHurt) {
  for (char const* const name :
       {"", "-", "名前", "al", "bin", "abd al", "\xFF\xFE", "A B C D E F G H I J K L M N O P Q"})
    static_cast<void>(variants_of(std::string(name)));
  static_cast<void>(variants_of(std::string(100'000, 'q')));
}

TEST(Variants, ShowHebrewWithItsFinalLetters) {
  bool any = false;
  for (auto const& [folded, variant] : variants_of("Hassan Karim")) {
    if (variant.script != Script::hebrew) continue;
    any = true;
    EXPECT_FALSE(variant.text.ends_with("נ") || variant.text.ends_with("מ")) << variant.text;
  }
  EXPECT_TRUE(any);
}

}  // namespace
}  // namespace rasid::actors
