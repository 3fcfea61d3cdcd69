#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/actors/catalogue_of.h"

namespace rasid::actors {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::Not;
using testing::StartsWith;

Extractors const& extractors() {
  static Extractors const all(catalogue_of(
      {person("qaani",
              {{"Esmail Qaani", "en"}, {"إسماعيل القاآني", "ar"}, {"אסמאעיל קאאני", "he"}, {"Эсмаил Каани", "ru"}},
              {{.from = day("2020-01-03"), .office = "commander", .of = "quds-force"}}),
       person("kadhimi", {{"Mustafa al-Kadhimi", "en"}, {"مصطفى الكاظمي", "ar"}, {"מוסטפא אל-כאזמי", "he"}},
              {{.from = day("2020-05-07"), .to = day("2022-10-27"), .office = "prime-minister", .of = "iraq"}}),
       person("bashar", {{"Bashar al-Assad", "en"}, {"بشار الأسد", "ar"}}),
       person("rifaat", {{"Rifaat al-Assad", "en"}, {"رفعت الأسد", "ar"}}),
       person("sadr", {{"Muqtada al-Sadr", "en"}, {"مقتدى الصدر", "ar"}}),
       organisation("quds-force", {{"Quds Force", "en"}, {"فيلق القدس", "ar"}}),
       country("iraq", "IQ", {{"Iraq", "en"}, {"العراق", "ar"}})}));
  return all;
}

std::vector<std::string> found(std::string body) {
  return found_by(extractors(), std::move(body));
}

TEST(FamilyNames, ReferBackToWhomTheArticleNamedInFull) {
  EXPECT_THAT(found("Bashar al-Assad spoke on Monday. Reporters say Assad left later."),
              Contains("bashar derived [Assad] → [Bashar al-Assad]"));
  EXPECT_THAT(found("التقى مقتدى الصدر وفداً في النجف. وأكد الصدر أن الحوار مستمر."),
              Contains(StartsWith("sadr")).Times(2));
}

TEST(FamilyNames, AloneAreNobodysWhereNobodyIsNamedInFull) {
  EXPECT_THAT(found("Reporters say Assad left later."), testing::IsEmpty());
  EXPECT_THAT(found("وأكد الصدر أن الحوار مستمر."), testing::IsEmpty());
}

TEST(FamilyNames, OfTwoNamesakesAreTheLastOnes) {
  auto const all = found("Bashar al-Assad spoke. Later Rifaat al-Assad left. Then it was said that Assad returned.");
  EXPECT_THAT(all, Contains(testing::HasSubstr("rifaat derived [Assad]")));
  EXPECT_THAT(all, Not(Contains(testing::HasSubstr("bashar derived"))));
}

TEST(FamilyNames, BesideAnotherGivenNameAreSomebodyElses) {
  EXPECT_THAT(found("Bashar al-Assad spoke. His brother Maher Assad was absent."),
              ElementsAre("bashar name [Bashar al-Assad]"));
}

TEST(FamilyNames, OfStreetsAndTownsAreNobodys) {
  EXPECT_THAT(found("Muqtada al-Sadr spoke. Fighting went on in Sadr City."),
              ElementsAre("sadr name [Muqtada al-Sadr]"));
  EXPECT_THAT(found("تحدث مقتدى الصدر أمس. واندلعت اشتباكات في مدينة الصدر ليلا."),
              ElementsAre("sadr name [مقتدى الصدر]"));
}

TEST(Titles, AloneReferToTheLastPersonWhoHasThem) {
  EXPECT_THAT(
      found("General Esmail Qaani flew to Baghdad. Mustafa al-Kadhimi received him. The general left at night."),
      Contains("qaani derived [The general] → [Esmail Qaani]"));
  EXPECT_THAT(found("زار اللواء إسماعيل القاآني بغداد. وقال اللواء إن الزيارة ناجحة."),
              Contains("qaani derived [اللواء] → [إسماعيل القاآني]"));
  EXPECT_THAT(found("האלוף אסמאעיל קאאני הגיע לבגדד. לדבריהם, האלוף אמר כי הביקור הצליח."),
              Contains("qaani derived [האלוף] → [אסמאעיל קאאני]"));
  EXPECT_THAT(found("Генерал Эсмаил Каани прибыл в Багдад. Затем генерал заявил, что доволен."),
              Contains("qaani derived [генерал] → [Эсмаил Каани]"));
}

TEST(Titles, OfAnOfficeReferToItsHolder) {
  EXPECT_THAT(found("Mustafa al-Kadhimi spoke. The prime minister then left."),
              Contains("kadhimi derived [The prime minister] → [Mustafa al-Kadhimi]"));
}

TEST(Titles, AreNotCarriedOverSomebodyWhoCouldBeMeant) {
  EXPECT_THAT(found("General Esmail Qaani flew in. Muqtada al-Sadr received him. The general left."),
              Not(Contains(StartsWith("qaani derived"))));
  EXPECT_THAT(found("General Esmail Qaani flew in. General Smith received him. The general left."),
              Not(Contains(StartsWith("qaani derived [The general]"))));
}

TEST(Titles, ThatSayWhoseTheyAreReferToNobodyElse) {
  EXPECT_THAT(found("Mustafa al-Kadhimi spoke. The prime minister of Malaysia answered."),
              ElementsAre("kadhimi name [Mustafa al-Kadhimi]"));
  EXPECT_THAT(found("تحدث مصطفى الكاظمي. ورد رئيس الوزراء الماليزي عليه."),
              ElementsAre("kadhimi name [مصطفى الكاظمي]"));
  EXPECT_THAT(found("Mustafa al-Kadhimi spoke. The former prime minister answered."),
              ElementsAre("kadhimi name [Mustafa al-Kadhimi]"));
}

TEST(Titles, BeforeAnyNameReferToNobody) {
  EXPECT_THAT(found("The general left. Esmail Qaani stayed."), Not(Contains(StartsWith("qaani derived"))));
}

TEST(References, AreLessSureThanWhatTheyReferTo) {
  Article article;
  article.body = "Bashar al-Assad spoke on Monday. Reporters say Assad left later.";
  article.published = day("2020-06-29");
  for (Mention const& each : extractors().extract(article).mentions) {
    if (each.method != Method::derived) continue;
    EXPECT_LT(each.confidence, 0.8F);
    EXPECT_FALSE(each.refers_to.empty());
  }
}

TEST(References, CostNoMoreThanLinearTimeInAHostileArticle) {
  std::string body = "General Esmail Qaani met Bashar al-Assad. ";
  for (int i = 0; i < 3'000; ++i) body += "The general saw Assad. Assad saw the general Qaani. ";
  EXPECT_FALSE(found(body).empty());
}

}  // namespace
}  // namespace rasid::actors
