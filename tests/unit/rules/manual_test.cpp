#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/rules/small_world.h"

namespace rasid::rules {
namespace {

/// The conditions that docs/watches.md shows: in backquotes in the first column of the table "The condition", and at
/// the end of each line of the grammar.
std::vector<std::string> examples() {
  std::ifstream file(std::string(RASID_SOURCE_DIR) + "/docs/watches.md");
  std::vector<std::string> out;
  std::string section;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) section = line;
    if (section == "## The condition" && line.starts_with("| `")) {
      std::string const cell = line.substr(2, line.find(" | ") - 2);
      for (std::size_t at = cell.find('`'); at != std::string::npos;) {
        std::size_t const end = cell.find('`', at + 1);
        if (end == std::string::npos) break;
        out.push_back(cell.substr(at + 1, end - at - 1));
        at = cell.find('`', end + 1);
      }
    }
    std::size_t const gap = line.find("   # ");
    if (section == "## Grammar" && gap != std::string::npos) out.push_back(line.substr(gap + 5));
  }
  return out;
}

TEST(Manual, ShowsOnlyConditionsThatAreUnderstood) {
  auto const all = examples();
  EXPECT_GE(all.size(), 50U);
  for (std::string const& example : all) {
    auto const condition = parse_condition(example);
    EXPECT_TRUE(condition) << example << ": " << condition.error().front().message;
  }
}

std::string found(std::string const& when, std::string const& body, std::string const& title = {}) {
  return words_of(when, Report(body, title));
}

TEST(Near, CountsWords) {
  EXPECT_EQ(found("raid NEAR/1 zone", "A raid zone."), "raid | zone");
  EXPECT_EQ(found("raid NEAR/1 zone", "A raid on zone."), "no match");
  EXPECT_EQ(found("raid NEAR/2 zone", "The zone, a raid."), "zone | raid");
  EXPECT_EQ(found("raid BEFORE/2 zone", "The zone, a raid."), "no match");
}

TEST(Near, CrossesSentencesButNotTheTitle) {
  EXPECT_EQ(found("raid NEAR/2 zone", "It was a raid. The zone burnt."), "raid | zone");
  EXPECT_EQ(found("raid NEAR/2 zone", "Zone burnt.", "A raid"), "no match");
  EXPECT_EQ(found("sentence(raid NEAR/2 zone)", "It was a raid. The zone burnt."), "no match");
}

TEST(Near, TiesEachOperandToTheOneBefore) {
  std::string const chain = "raid NEAR/2 rocket NEAR/2 zone";
  EXPECT_EQ(found(chain, "raid x rocket x zone"), "raid | rocket | zone");
  EXPECT_EQ(found(chain, "rocket x x raid x rocket x zone"), "raid | rocket | zone")
      << "the first rocket leads nowhere";
  EXPECT_EQ(found(chain, "raid x rocket x x x rocket zone"), "no match") << "not the same rocket";
}

TEST(Near, TakesPhrasesGroupsAndNames) {
  Report const report = Report("Qaani spoke near the old Green Zone.").mention("Qaani", 0).mention("Green Zone", 5);
  EXPECT_EQ(words_of("actor:qaani NEAR/5 place:Baghdad", report), "Qaani | Green Zone");
  EXPECT_EQ(words_of("(spoke OR said) BEFORE/3 \"old green zone\"", report), "spoke | old Green Zone");
  EXPECT_EQ(words_of("place:Baghdad NEAR/5 \"green zone\"", report), "no match") << "they are the same words";
}

TEST(RegexTerms, FindSpansOfTitleAndBody) {
  EXPECT_EQ(found("/ro[ck]+ets?/", "Two rockets, one rocket."), "rockets | rocket");
  EXPECT_EQ(found("title:/raid/", "A raid.", "The raids"), "raid");
  EXPECT_EQ(found("/Raid/", "A raid."), "no match") << "case counts";
  EXPECT_EQ(found("sentence(/raid/ zone)", "A raid. The zone."), "no match");
}

TEST(GeographicTerms, HoldWithinTheirDistance) {
  Report const report = Report("From the Green Zone to Albu Kamal in Iraq.")
                            .mention("Green Zone", 5)
                            .mention("Albu Kamal", 7)
                            .mention("Iraq", 3);
  EXPECT_EQ(words_of("near:33.3,44.4~25km", report), "Green Zone");
  EXPECT_EQ(words_of("near:34.4,40.9~25km", report), "Albu Kamal");
  EXPECT_EQ(words_of("place:Baghdad~50km", report), "Green Zone");
  EXPECT_EQ(words_of("place:=Iraq", report), "Iraq");
}

TEST(Age, IsThatOfTheArticleWhenItWasSeen) {
  Report report("A raid.");
  report.article.fetched = Timestamp{std::chrono::hours{1'000}};
  EXPECT_EQ(words_of("raid age:<24h", report), "raid") << "without a date it is new";
  report.article.published = report.article.fetched - std::chrono::hours{24};
  EXPECT_EQ(words_of("raid age:<24h", report), "no match");
  EXPECT_EQ(words_of("raid age:<=24h", report), "raid");
  EXPECT_EQ(words_of("raid age:>23h", report), "raid");
}

TEST(Reload, TakesOverFilesThatDidNotChange) {
  namespace fs = std::filesystem;
  fs::path const folder = fs::temp_directory_path() / ("rasid_reload_" + std::to_string(getpid()));
  fs::create_directories(folder);
  auto const write = [&](std::string const& name, std::string const& when) {
    std::ofstream(folder / (name + ".yaml"))
        << "version: 1\nwatches:\n  - {id: " << name << ", when: " << when << ", sinks: [desk]}\n";
  };
  write("one", "raid");
  write("two", "rocket");
  Vocabulary const vocabulary = small_vocabulary();
  auto const first = load_watches(folder, vocabulary);
  EXPECT_EQ(first.compiled, 2U);
  write("two", "zone");
  auto const second = load_watches(folder, vocabulary, first.watches);
  EXPECT_EQ(second.compiled, 1U);
  EXPECT_EQ(second.watches.match(Report("A raid on the zone.").document(), {}, {}).size(), 2U);
  EXPECT_EQ(first.watches.match(Report("A raid on the zone.").document(), {}, {}).size(), 1U) << "the old set stands";
  Vocabulary more = vocabulary;
  more.feeds.insert("new");
  EXPECT_EQ(load_watches(folder, more, second.watches).compiled, 2U) << "names changed";
  fs::remove_all(folder);
}

}  // namespace
}  // namespace rasid::rules
