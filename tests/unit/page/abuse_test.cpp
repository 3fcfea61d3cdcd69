#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <string>

#include "extractors/page/page.h"

namespace rasid::page {
namespace {

using Clock = std::chrono::steady_clock;

std::string repeat(std::string_view what, std::size_t times) {
  std::string out;
  out.reserve(what.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += what;
  return out;
}

void expect_quick(std::string const& html) {
  auto const begin = Clock::now();
  extract_page(html, "text/html", "https://a.example/");
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(15)) << html.substr(0, 40);
}

TEST(HostilePage, NestsDeeplyAndIsReadInBoundedTime) {
  expect_quick(repeat("<div>", 200'000) + "deep");
  expect_quick(repeat("<b><i><p>", 100'000));
  expect_quick(repeat("<table><tr><td>", 60'000));
  expect_quick(repeat("<blockquote><ul><li>", 60'000));
}

TEST(HostilePage, RepeatsOneTagForTenMegabytes) {
  for (char const* const tag :
       {"<p>", "<div>", "</div>", "<li>", "<br>", "<a href=x>", "<script>", "<!--", "<h1>", "<td>"}) {
    std::string_view const one(tag);
    expect_quick(repeat(one, 10 * 1024 * 1024 / one.size()));
  }
}

TEST(HostilePage, RepeatsOneTagForAHundredMegabytesAndIsToldToBeCut) {
  for (char const* const tag : {"<p>", "<div>", "<a href=x>", "a&amp;<br>"}) {
    std::string_view const one(tag);
    std::string const html = repeat(one, 100 * 1024 * 1024 / one.size());
    auto const begin = Clock::now();
    EXPECT_TRUE(extract_page(html, "text/html", "").truncated) << tag;
    EXPECT_LT(Clock::now() - begin, std::chrono::seconds(30)) << tag;
  }
  EXPECT_FALSE(extract_page("<p>short", "text/html", "").truncated);
}

TEST(HostilePage, NamesTheCharactersThatStandForItsText) {
  std::string const words = "One sentence of the page, long enough to be read as its text, and then a second one.";
  std::string const echo = repeat("&#xF0000;&#983040;\xF3\xB0\x80\x80&#x100000;", 1000);
  std::string const text = extract_page("<p>" + words + "<p>" + echo, "text/html; charset=utf-8", "").text;
  EXPECT_LT(text.size(), 20'000U);
  EXPECT_EQ(text.find(words), text.rfind(words)) << "the page may not say one text twice by naming its stand-in";
}

TEST(HostilePage, HoldsMoreRunsOfTextThanThereAreStandInsFor) {
  expect_quick(repeat("a<br>", 1'500'000));
}

TEST(HostilePage, HasHugeAttributesAndManyOfThem) {
  expect_quick("<div class=\"" + repeat("share ", 500'000) + "\"><p>x");
  std::string many = "<div";
  for (int i = 0; i < 200'000; ++i) many += " class" + std::to_string(i) + "=x";
  expect_quick(many + "><p>x");
  expect_quick(repeat("<p class='" + std::string(4000, 'a') + "' style='" + repeat("display", 500) + "'>x", 300));
}

TEST(HostilePage, CarriesJsonThatNestsOrGoesOnForEver) {
  expect_quick("<script type=application/ld+json>" + repeat("[", 900'000) + "</script>");
  expect_quick("<script type=application/ld+json>" + repeat("{\"a\":1,", 900'000));  // never closed
  expect_quick(repeat("<script type=application/ld+json>{\"@type\":\"Article\"}</script>", 100'000));
  expect_quick("<script type=application/ld+json>{\"@graph\":[" + repeat("{\"@id\":\"x\",\"@graph\":[]},", 30'000) +
               "{\"@type\":\"Article\",\"headline\":\"h\",\"author\":{\"@id\":\"none\"}}]}</script>");
  expect_quick("<script type=application/ld+json>" + repeat("{\"@graph\":", 90'000) + "</script>");
  expect_quick("<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"" + repeat("a b. ", 150'000) +
               "\"}</script>" + repeat("<p>aaaa bbbb, cccc dddd. aaaa", 2'000));
}

TEST(HostilePage, IsCutOffAnywhere) {
  std::string const page =
      "<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>خبر</title><script type=\"application/ld+json\">"
      "{\"@type\":\"Article\",\"headline\":\"x\"}</script></head><body class='a b'><!-- c --><article><p>فقرة، &amp; "
      "جملة &#x622; "
      "تامة.</p><table><tr><td>خلية<svg><path d=''/></svg></table></article></body></html>";
  for (std::size_t i = 0; i <= page.size(); ++i) {
    extract_page(page.substr(0, i), "", "");
    html_to_text(page.substr(0, i));
  }
}

TEST(HostilePage, IsBinaryNoise) {
  std::mt19937 random(7);  // the same noise each time
  for (int round = 0; round < 20; ++round) {
    std::string noise(50'000, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    for (std::size_t i = 0; i + 8 < noise.size(); i += 97) noise.replace(i, 4, "<p a");
    extract_page(noise, "", "");
    html_to_text(noise);
  }
}

}  // namespace
}  // namespace rasid::page
