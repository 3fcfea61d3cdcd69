#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/stories/labelled.h"

namespace rasid::stories {
namespace {

/// The shipped names and places, read once.
class LabelledStories : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto catalogue = entities::load_catalogue(std::filesystem::path(RASID_SOURCE_DIR) / "config");
    ASSERT_TRUE(catalogue);
    extractors = std::make_unique<Extractors>(*catalogue);
  }
  static void TearDownTestSuite() { extractors.reset(); }

  Quality measured(std::string const& name, std::vector<Labelled> const& articles) {
    Quality const found = quality(articles, told_stories(articles, *extractors, {}));
    std::cout << name << ": " << articles.size() << " articles, precision " << found.precision() << ", recall "
              << found.recall() << "\n"
              << found.wrong;
    return found;
  }

  static inline std::unique_ptr<Extractors> extractors;
};

TEST_F(LabelledStories, OfTheSampleNewsroomAreJoinedOverFourLanguages) {
  auto const articles = labelled_newsroom();
  ASSERT_EQ(articles.size(), 12U);
  Quality const found = measured("newsroom", articles);
  EXPECT_GE(found.precision(), 0.9);
  EXPECT_GE(found.recall(), 0.6);
}

TEST_F(LabelledStories, OfTheFirstSetAreToldApart) {
  auto const articles = labelled("first");
  ASSERT_GE(articles.size(), 50U);
  Quality const found = measured("first", articles);
  EXPECT_GE(found.precision(), 0.9);
  EXPECT_GE(found.recall(), 0.6);
}

TEST_F(LabelledStories, OfTheSecondSetAreToldApart) {
  auto const articles = labelled("second");
  ASSERT_GE(articles.size(), 40U);
  Quality const found = measured("second", articles);
  EXPECT_GE(found.precision(), 0.9);
  EXPECT_GE(found.recall(), 0.6);
}

}  // namespace
}  // namespace rasid::stories
