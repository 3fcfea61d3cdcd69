#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "daemon/stories/consonants.h"
#include "daemon/stories/index.h"
#include "daemon/stories/read_traits.h"

namespace rasid::stories {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp noon{std::chrono::sys_days{std::chrono::year{2020} / 6 / 29} + std::chrono::hours{12}};

/// A text's traits, without names of any list.
Traits traits(std::string title, std::string body, Timestamp when = noon, std::string language = "en") {
  Article article;
  article.title = std::move(title);
  article.body = std::move(body);
  article.fetched = when;
  article.language = language;
  static entities::Catalogue const nothing;
  return read_traits(article, {text::Document(article), language, {}}, nothing);
}

std::string const report =
    "An appeals court upheld a fine of 2.5 million dollars against a shipping firm whose tanker spilled fuel off the "
    "coast two years ago. The judges found that the crew had opened a valve by mistake and told nobody for nine hours. "
    "Fishermen had complained of dead fish along 40 kilometres of coast. The firm said that it would pay.";

class Stories : public testing::Test {
 protected:
  std::string put(std::int64_t article, Traits const& traits) {
    auto const found = index.find(traits, settings);
    StoryId const story = found ? found->story : StoryId{"story of " + std::to_string(article)};
    for (std::int64_t const old : index.superfluous(story, traits.arrived, settings)) index.forget(old);
    index.add(article, story, traits);
    return story.value;
  }
  Index index;
  Settings settings;
};

TEST_F(Stories, OfOneTextAndItsCopyAreOne) {
  EXPECT_EQ(put(1, traits("Fine upheld", report)), "story of 1");
  EXPECT_EQ(put(2, traits("FINE UPHELD", "(Agency) " + report)), "story of 1");
}

TEST_F(Stories, OfAShortenedRewriteAreOne) {
  put(1, traits("Court upholds fine over spill", report));
  EXPECT_EQ(put(2, traits("Firm must pay for spill", "DUBAI - " + report.substr(0, 230) + ".")), "story of 1");
}

TEST_F(Stories, OfUnlikeTextsAreApart) {
  put(1, traits("Fine upheld", report));
  EXPECT_EQ(
      put(2, traits("Summer books", "Readers may now borrow twelve books for the whole holiday, the library says.")),
      "story of 2");
}

TEST_F(Stories, AreNotJoinedAcrossTheWindow) {
  put(1, traits("Fine upheld", report));
  EXPECT_EQ(put(2, traits("Fine upheld", report, noon + std::chrono::hours{49})), "story of 2");
}

TEST_F(Stories, AreByWordsAloneWhereTheSettingsSaySo) {
  settings.join = Join::identical;
  put(1, traits("Fine upheld", report));
  EXPECT_EQ(put(2, traits("Fine upheld", report)), "story of 2") << "the caller names a story after its words";
}

TEST_F(Stories, AreTheSameAfterTheirArticlesWereReadAnew) {
  put(1, traits("Fine upheld", report));
  put(2, traits("Books", "Readers may now borrow twelve books for the whole holiday, the library says."));
  Index again;
  Traits const first = traits("Fine upheld", report);
  again.add(1, {"story of 1"}, *traits_from(to_bytes(first)));
  auto const found = again.find(traits("Fine upheld", report), settings);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->story.value, "story of 1");
}

TEST_F(Stories, AreBoundedInNumberAndByStory) {
  settings.most = 50;
  std::mt19937 random(1);
  for (std::int64_t i = 1; i <= 500; ++i) {
    std::string body = i % 2 == 0 ? report : std::string{};
    for (int word = 0; word < 40; ++word) body += " w" + std::to_string(random() % 100'000);
    put(i, traits("title", body));
    ASSERT_LE(index.size(), 50U);
  }
  EXPECT_GT(index.size(), 20U);
  for (std::int64_t i = 1; i <= 500; ++i) index.forget(i);
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(index.stories(), 0U);
}

TEST_F(Stories, ForgetWhatIsOlderThanTheWindow) {
  put(1, traits("Fine upheld", report));
  put(2, traits("Books", "Readers may borrow twelve books for the holiday.", noon + std::chrono::hours{60}));
  EXPECT_EQ(index.size(), 1U);
}

TEST(Traits, SurviveTheirBytesAndRefuseOthers) {
  Traits const some = traits("مداهمة في بغداد", "اعتقلت القوات 14 شخصاً في الدورة.", noon, "ar");
  std::string const bytes = to_bytes(some);
  EXPECT_EQ(traits_from(bytes), some);
  EXPECT_FALSE(traits_from(""));
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) EXPECT_FALSE(traits_from(bytes.substr(0, cut))) << cut;
  EXPECT_FALSE(traits_from(bytes + "x"));
}

TEST(Traits, OfAnEmptyArticleAreEmpty) {
  EXPECT_TRUE(traits("", "").empty());
  EXPECT_FALSE(Index().find(traits("", ""), {}).has_value());
}

TEST(Traits, ReadDecimalsAndThousandsAsOneNumberInEveryScript) {
  auto const numbers = [](Traits const& all) {
    std::vector<std::uint32_t> out;
    for (Term const& term : all.terms) {
      if (term.kind() == TermKind::number) out.push_back(term.key);
    }
    return out;
  };
  EXPECT_THAT(numbers(traits("", "magnitude 5.4 and 20,000 in 2020 or 7")), testing::SizeIs(2));
  EXPECT_EQ(numbers(traits("", "بقوة ۵.۴ درجات و ۲۰٬۰۰۰ شخص", noon, "ar")), numbers(traits("", "5.4, 20,000")));
}

TEST(Consonants, AreAlikeInAllAlphabets) {
  EXPECT_EQ(consonants_of("hafter"), consonants_of("حفتر"));
  EXPECT_EQ(consonants_of("хафтар"), consonants_of("haftar"));
  EXPECT_EQ(consonants_of("hisham"), consonants_of("هشام"));
  EXPECT_EQ(consonants_of("grossi"), consonants_of("гросси"));
  EXPECT_THAT(consonants_of("aeiou"), IsEmpty());
}

}  // namespace
}  // namespace rasid::stories
