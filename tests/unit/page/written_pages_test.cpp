#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <ranges>
#include <sstream>

#include "extractors/model/time.h"
#include "extractors/model/utf8.h"
#include "extractors/page/page.h"

// The pages in tests/pages, written for this project in the shapes that Arabic, Persian, Hebrew and Russian publishers
// use; see the README there.
namespace rasid::page {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string slurp(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

std::vector<fs::path> written_pages() {
  std::vector<fs::path> out;
  for (auto const& entry : fs::directory_iterator(RASID_SOURCE_DIR "/tests/pages")) {
    if (entry.path().extension() == ".html") out.push_back(entry.path());
  }
  std::ranges::sort(out);
  return out;
}

struct Gold {
  std::string title, byline, published, language, site, text;
};

Gold gold_of(fs::path page) {
  json::value const value = json::parse(slurp(page.replace_extension(".json")));
  auto const text = [&](char const* key) { return std::string(value.at(key).as_string()); };
  Gold out{text("title"), text("byline"), text("published"), text("language"), text("site"), {}};
  for (json::value const& one : value.at("text").as_array())
    out.text += (out.text.empty() ? "" : "\n\n") + std::string(one.as_string());
  return out;
}

bool is_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return c > 0xBF && c != 0x60C && c != 0x61B && c != 0x61F && (c < 0x2000 || c > 0x206F);
}

/// Runs of four words and how often each stands in the text.
std::map<std::string, int> shingles(std::string_view text) {
  std::vector<std::string> words(1);
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    if (is_word(c.value)) {
      words.back() += text.substr(at, c.bytes);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
    at += c.bytes;
  }
  if (words.back().empty()) words.pop_back();
  std::map<std::string, int> out;
  for (std::size_t i = 0; i == 0 || i + 4 <= words.size(); ++i) {
    std::string run;
    for (std::string const& word : words | std::views::drop(i) | std::views::take(4)) run += word + ' ';
    if (!run.empty()) ++out[run];
  }
  return out;
}

/// Shares of a page's shingles that are right, too much, and missing: normalised so that each page weighs the same.
struct Share {
  double right, extra, missing;
  [[nodiscard]] double f1() const { return right == 0 ? 0 : 2 * right / (2 * right + extra + missing); }
};

Share compare(std::string_view want, std::string_view have) {
  auto const a = shingles(want);
  auto const b = shingles(have);
  double common = 0;
  double wanted = 0;
  double had = 0;
  for (auto const& [run, count] : a) {
    wanted += count;
    if (auto const at = b.find(run); at != b.end()) common += std::min(count, at->second);
  }
  for (auto const& [run, count] : b) had += count;
  double const all = std::max(1.0, wanted + had - common);
  return {common / all, (had - common) / all, (wanted - common) / all};
}

/// The public benchmark's measure: precision and recall averaged over the pages, then F1 of the averages.
TEST(WrittenPages, GiveTheirTextWithAnF1OfNinetySevenInAHundredAndNoneIsPoor) {
  std::vector<fs::path> const pages = written_pages();
  ASSERT_GE(pages.size(), 24U);
  double precision = 0;
  double recall = 0;
  for (fs::path const& path : pages) {
    Share const share = compare(gold_of(path).text, extract_page(slurp(path), "text/html", "").text);
    EXPECT_GE(share.f1(), 0.90) << path;
    if (share.right + share.extra > 0) precision += share.right / (share.right + share.extra);
    if (share.right + share.missing > 0) recall += share.right / (share.right + share.missing);
  }
  precision /= static_cast<double>(pages.size());
  recall /= static_cast<double>(pages.size());
  EXPECT_GE(2 * precision * recall / (precision + recall), 0.97);
}

TEST(WrittenPages, SayWhoWroteThemWhenAndWhere) {
  for (fs::path const& path : written_pages()) {
    SCOPED_TRACE(path);
    Gold const gold = gold_of(path);
    Page const page = extract_page(slurp(path), "text/html", "");
    EXPECT_EQ(page.title, gold.title);
    EXPECT_EQ(page.byline, gold.byline);
    EXPECT_EQ(page.published ? to_rfc3339(*page.published) : "", gold.published);
    EXPECT_EQ(page.language.substr(0, 2), gold.language);
    EXPECT_EQ(page.site, gold.site);
  }
}

TEST(WrittenPages, AreMeasuredByAMeasureThatSeesBothKindsOfError) {
  EXPECT_EQ(compare("a b c d e", "a b c d e").f1(), 1);
  EXPECT_EQ(compare("a b c d e", "").f1(), 0);
  EXPECT_LT(compare("a b c d e", "a b c d e f g h").f1(), 1);
  EXPECT_LT(compare("a b c d e f g h", "a b c d e").f1(), 1);
}

}  // namespace
}  // namespace rasid::page
