#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "daemon/alerts/payload.h"

namespace rasid::alerts {

namespace json = boost::json;

/// The code points [start, end) of valid UTF-8, counted here and not by the code under test.
inline std::string slice(std::string_view text, std::int64_t start, std::int64_t end) {
  std::string out;
  std::int64_t index = -1;
  for (char const byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) ++index;
    if (index >= start && index < end) out += byte;
  }
  return out;
}

inline std::int64_t length(std::string_view text) {
  std::int64_t count = 0;
  for (char const byte : text) count += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
  return count;
}

/// The entities that reports name; by index below.
enum Known : std::uint32_t { qaani, kataib, iraq, baghdad, green_zone, syria };

inline entities::Catalogue const& catalogue() {
  static entities::Catalogue const all({
      {.key = "qaani", .kind = EntityKind::person, .label = "Esmail Qaani"},
      {.key = "kataib-hezbollah", .kind = EntityKind::organisation, .label = "Kataib Hezbollah"},
      {.key = "iraq",
       .kind = EntityKind::place,
       .label = "Iraq",
       .point = {{33.0, 44.0}},
       .country = "IQ",
       .place_kind = "country"},
      {.key = "baghdad",
       .kind = EntityKind::place,
       .label = "Baghdad",
       .point = {{33.34058, 44.40088}},
       .country = "IQ",
       .place_kind = "city",
       .within = EntityIndex{iraq}},
      {.key = "green-zone",
       .kind = EntityKind::place,
       .label = "Green Zone",
       .point = {{33.308, 44.391}},
       .country = "IQ",
       .place_kind = "district",
       .within = EntityIndex{baghdad}},
      {.key = "syria", .kind = EntityKind::place, .label = "Syria", .country = "SY", .place_kind = "country"},
  });
  return all;
}

/// An article, what stands for the extractors' and the rules' work on it, and the payload made of that.
struct Report {
  Report(std::string title, std::string body, std::string language) {
    article.id = {"0123456789abcdef0123456789abcdef"};
    article.feed = {"aljarida"};
    article.url = "https://news.example/2020/06/29/1";
    article.title = std::move(title);
    article.body = std::move(body);
    article.published = *parse_rfc3339("2020-06-29T08:00:00Z");
    article.fetched = *parse_rfc3339("2020-06-29T08:03:21Z");
    extraction.document = text::Document(article);
    extraction.language = std::move(language);
    alert.id = {"alr_55a225930d56c22b174ad37d0aedaaa8"};
    alert.watch = {"qaani-baghdad"};
    alert.story = {"sty_060e2c431295a4ae35506250583ce4db"};
    alert.article = article.id;
    alert.severity = Severity::high;
    alert.decided = *parse_rfc3339("2020-06-29T08:03:22.125Z");
    match.watch = alert.watch;
  }

  [[nodiscard]] text::Document const& document() const { return extraction.document; }

  /// The `nth` place (from 0) where `words` stand in the text.
  [[nodiscard]] ByteRange find(std::string_view words, int nth = 0) const {
    std::size_t at = document().text().find(words);
    while (nth-- > 0 && at != std::string::npos) at = document().text().find(words, at + 1);
    EXPECT_NE(at, std::string::npos) << words;
    return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  }

  /// Names the entity wherever `words` stand. Mentions must be added in the order of the text.
  Report& mention(std::string_view words, Known entity, std::string matched = {}, std::string peeled = {}) {
    std::string const& text = document().text();
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) {
      auto const begin = static_cast<std::uint32_t>(at);
      extraction.mentions.push_back({.range = {begin, begin + static_cast<std::uint32_t>(words.size())},
                                     .entity = EntityIndex{entity},
                                     .kind = catalogue()[EntityIndex{entity}].kind,
                                     .matched = matched,
                                     .peeled = peeled});
    }
    return *this;
  }

  /// The mention with that index is why the watch fired; the sentence shown is the first evidence's.
  Report& prove(std::size_t mention, std::string term) {
    return prove(extraction.mentions.at(mention).range, std::move(term), static_cast<std::int32_t>(mention));
  }
  Report& prove(ByteRange range, std::string term, std::int32_t mention = -1) {
    if (match.evidence.empty()) match.sentence = document().sentence_at(range.begin);
    match.evidence.push_back({range, std::move(term), mention});
    return *this;
  }

  [[nodiscard]] std::string text() const {
    return render_payload({.alert = alert,
                           .watch_title = watch_title,
                           .watch_tags = tags,
                           .article = article,
                           .extraction = extraction,
                           .catalogue = *known,
                           .match = match,
                           .other_sources = others});
  }
  [[nodiscard]] json::object data() const { return json::parse(text()).at("data").as_object(); }

  Article article;
  Extraction extraction{.document = text::Document("", "")};
  std::shared_ptr<entities::Catalogue const> known{std::shared_ptr<void>(), &catalogue()};  // not owned
  rules::Match match;
  Alert alert;
  std::string watch_title = "Qaani in Baghdad";
  std::vector<std::string> tags{"iraq", "irgc"};
  std::vector<Source> others;
};

/// The report that defines the product, shortened.
inline Report arabic_report() {
  Report report("قاآني يأمر الفصائل بدخول المنطقة الخضراء",
                "بغداد - وصل قائد فيلق القدس أمس. وقالت مصادر لقآني في بغداد إن كتائب حزب الله ستنسحب. ثم زار سورية.",
                "ar");
  report.mention("قاآني", qaani, "قاآني");
  report.mention("المنطقة الخضراء", green_zone, "المنطقة الخضراء");
  report.mention("بغداد", baghdad, "بغداد");
  report.mention("قآني", qaani, "قاآني", "ل");
  report.mention("كتائب حزب الله", kataib, "كتائب حزب الله");
  report.mention("سورية", syria, "سورية");
  std::ranges::sort(report.extraction.mentions, {}, &Mention::range);
  // By the text: قاآني 0, الخضراء 1, بغداد 2, قآني 3, بغداد 4, كتائب 5, سورية 6.
  report.prove(3, "actor:\"Esmail Qaani\"").prove(4, "place:Baghdad");
  return report;
}

/// More of everything than a payload may hold, each text longer than it may be.
inline Report overfull_report() {
  std::vector<entities::Entity> many;
  std::string body;
  for (int i = 0; i < 200; ++i) {
    auto const kind = i % 2 == 0 ? EntityKind::person : EntityKind::place;
    many.push_back({.key = "e" + std::to_string(i), .kind = kind, .label = std::string(5000, 'L')});
    for (int n = 0; n < 20; ++n) body += "N" + std::to_string(i) + "x ";
  }
  Report report(std::string(20'000, 'T'), body, "en");
  report.known = std::make_shared<entities::Catalogue const>(std::move(many));
  for (std::uint32_t i = 0; i < 200; ++i) {
    std::string const words = "N" + std::to_string(i) + "x";
    std::size_t at = report.document().text().find(words);
    for (; at != std::string::npos; at = report.document().text().find(words, at + 1)) {
      auto const begin = static_cast<std::uint32_t>(at);
      report.extraction.mentions.push_back({.range = {begin, begin + static_cast<std::uint32_t>(words.size())},
                                            .entity = EntityIndex{i},
                                            .matched = std::string(3000, 'M')});
    }
  }
  for (std::size_t i = 0; i < 200; ++i) report.prove(i, std::string(3000, 't'));
  report.article.url = "https://x.example/" + std::string(9000, 'u');
  report.article.author = std::string(9000, 'a');
  report.watch_title = std::string(9000, 'w');
  report.tags.assign(200, std::string(3000, 'g'));
  report.others.assign(200, {{"feed"}, "https://y.example/", std::string(9000, 's')});
  return report;
}

}  // namespace rasid::alerts
