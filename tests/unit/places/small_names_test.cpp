#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/places/small_world.h"

namespace rasid::places {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

class SmallNames : public testing::Test {
 protected:
  SmallWorld world_;
};

TEST_F(SmallNames, AreNoPlacesByThemselves) {
  EXPECT_THAT(world_.found("Springfield won again."), IsEmpty());
  EXPECT_THAT(world_.found("Bath and toilet were repaired."), IsEmpty());
  EXPECT_THAT(world_.found("تمنى له سعادة دائمة.", "ar"), IsEmpty());
}

TEST_F(SmallNames, AreOnesWhereTheTextSaysSo) {
  EXPECT_THAT(world_.found("It began in Springfield, Vermont."), Contains("Springfield=US/Springfield"));
  EXPECT_THAT(world_.found("A fire broke out in the town of Bath, Pennsylvania."), Contains("Bath=US/Bath"));
  EXPECT_THAT(world_.found("وصلت القوات إلى قرية سعادة في نينوى.", "ar"), Contains("سعادة=IQ/Saadah"));
  EXPECT_THAT(world_.found("تقدم الجيش العراقي نحو القيارة جنوب الموصل.", "ar"), Contains("القيارة=IQ/Qayyarah"));
}

TEST_F(SmallNames, AreReadWithTheirPrefixesInArabicAndHebrew) {
  EXPECT_THAT(world_.found("هجوم بالموصل وبغداد.", "ar"), ElementsAre("الموصل=IQ/Mosul", "بغداد=IQ/Baghdad"));
  EXPECT_THAT(world_.found("פיגוע בבגדאד.", "he"), ElementsAre("בגדאד=IQ/Baghdad"));
}

TEST_F(SmallNames, NeedACapitalWhereTheScriptHasThem) {
  EXPECT_THAT(world_.found("He hired a van and a paris of sorts."), IsEmpty());
}

TEST_F(SmallNames, AreNoPersonsWhoAreCalledLikeThem) {
  EXPECT_THAT(world_.found("Paris Hilton smiled."), IsEmpty());
  EXPECT_THAT(world_.found("George Washington was no king."), IsEmpty());
  EXPECT_THAT(world_.found("كان جورج واشنطن قائدا.", "ar"), IsEmpty());
  EXPECT_THAT(world_.found("Tim Whitley came to Pennsylvania. Whitley said so."),
              ElementsAre("Pennsylvania=US/Pennsylvania"));
}

TEST_F(SmallNames, AreNotFoundAcrossPunctuation) {
  EXPECT_THAT(world_.found("He left United, States said."), IsEmpty());
}

}  // namespace
}  // namespace rasid::places
