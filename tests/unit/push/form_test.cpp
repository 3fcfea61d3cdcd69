#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/push/form.h"

namespace rasid::push {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

TEST(Form, IsReadWithPlusAndEscapes) {
  EXPECT_THAT(
      parse_form("hub.mode=subscribe&hub.topic=https%3A%2F%2Fa.example%2Ff%3Fx%3d1&r=a+b%20c"),
      ElementsAre(Pair("hub.mode", "subscribe"), Pair("hub.topic", "https://a.example/f?x=1"), Pair("r", "a b c")));
}

TEST(Form, TakesBrokenEscapesAndMissingPartsAsTheyAre) {
  EXPECT_THAT(parse_form("a=%&b=%4&c=%zz&&d&=e"),
              ElementsAre(Pair("a", "%"), Pair("b", "%4"), Pair("c", "%zz"), Pair("d", ""), Pair("", "e")));
  EXPECT_THAT(parse_form(""), IsEmpty());
}

TEST(Form, IsReadAgainAsItWasWritten) {
  Form const form = {{"hub.topic", "https://a.example/عاجل?x=1&y=a b+c#d"}, {"hub.secret", std::string("\0\xff%", 3)}};
  EXPECT_EQ(parse_form(to_text(form)), form);
  EXPECT_EQ(to_text({{"a b", "c/d"}}), "a+b=c%2Fd");
}

TEST(Form, IsBounded) {
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += "a=b&";
  EXPECT_THAT(parse_form(many), SizeIs(64));
}

}  // namespace
}  // namespace rasid::push
