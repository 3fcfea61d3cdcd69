#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "rules/load_watches.h"
#include "rules/parser.h"
#include "rules/resolve.h"
#include "rules/watch_set.h"

namespace rasid::rules {

/// A few actors and places, enough for conditions to speak of.
inline std::shared_ptr<entities::Catalogue const> small_catalogue() {
  using entities::Entity;
  std::vector<Entity> all(8);
  all[0] = {.key = "qaani",
            .kind = EntityKind::person,
            .label = "Esmail Qaani",
            .names = {{"Esmail Qaani", "en"}, {"اسماعيل قاآني", "ar"}},
            .groups = {"quds"}};
  all[1] = {.key = "kataib",
            .kind = EntityKind::organisation,
            .label = "Kataib Hezbollah",
            .names = {{"Kataib Hezbollah", "en"}, {"كتائب حزب الله", "ar"}},
            .groups = {"pmf"}};
  all[2] = {.key = "kadhimi",
            .kind = EntityKind::person,
            .label = "Mustafa al-Kadhimi",
            .names = {{"Mustafa al-Kadhimi", "en"}}};
  all[3] = {.key = "iraq", .kind = EntityKind::place, .label = "Iraq", .names = {{"Iraq", "en"}}, .country = "IQ"};
  all[4] = {.key = "baghdad",
            .kind = EntityKind::place,
            .label = "Baghdad",
            .names = {{"Baghdad", "en"}},
            .point = entities::GeoPoint{33.31, 44.36},
            .country = "IQ",
            .within = EntityIndex{3}};
  all[5] = {.key = "green-zone",
            .kind = EntityKind::place,
            .label = "Green Zone",
            .names = {{"Green Zone", "en"}},
            .point = entities::GeoPoint{33.30, 44.39},
            .country = "IQ",
            .within = EntityIndex{4}};
  all[6] = {.key = "syria", .kind = EntityKind::place, .label = "Syria", .names = {{"Syria", "en"}}, .country = "SY"};
  all[7] = {.key = "albu-kamal",
            .kind = EntityKind::place,
            .label = "Albu Kamal",
            .names = {{"Albu Kamal", "en"}},
            .point = entities::GeoPoint{34.45, 40.92},
            .country = "SY",
            .within = EntityIndex{6}};
  return std::make_shared<entities::Catalogue const>(std::move(all));
}

inline Vocabulary small_vocabulary() {
  return {.catalogue = small_catalogue(), .feeds = {"aljarida", "irna"}, .sinks = {"desk", "phone"}};
}

/// An article with what stands for the extractors: a mention wherever one of `names` is in the text.
struct Report {
  explicit Report(std::string body, std::string title = {}) {
    article.title = std::move(title);
    article.body = std::move(body);
  }
  [[nodiscard]] text::Document document() const { return text::Document(article); }

  Report& mention(std::string_view surface, std::uint32_t entity) {
    std::string const text = document().text();
    for (auto at = text.find(surface); at != std::string::npos; at = text.find(surface, at + 1)) {
      auto const begin = static_cast<std::uint32_t>(at);
      EntityKind const kind = (*catalogue)[EntityIndex{entity}].kind;
      mentions.push_back({.range = {begin, begin + static_cast<std::uint32_t>(surface.size())},
                          .entity = EntityIndex{entity},
                          .kind = kind});
    }
    std::ranges::sort(mentions, {}, &Mention::range);
    return *this;
  }

  std::shared_ptr<entities::Catalogue const> catalogue = small_catalogue();
  Article article;
  std::vector<Mention> mentions;
};

/// A set of watches with these conditions, called "w0", "w1" …; the only one "w". Fails the test where one is wrong.
inline WatchSet watches_of(std::vector<std::string> const& conditions,
                           Vocabulary const& vocabulary = small_vocabulary()) {
  Terms terms;
  auto file = std::make_shared<CompiledFile>();
  for (std::string const& when : conditions) {
    auto condition = parse_condition(when);
    if (!condition) {
      ADD_FAILURE() << when << ": " << condition.error().front().message;
      return {};
    }
    std::vector<Problem> errors;
    auto steps = resolve(*condition, vocabulary, terms, errors);
    if (!steps) {
      ADD_FAILURE() << when << ": " << errors.front().message;
      return {};
    }
    Watch& watch = file->watches.emplace_back();
    watch.id = WatchId{conditions.size() == 1 ? "w" : "w" + std::to_string(file->watches.size() - 1)};
    watch.when = when;
    watch.steps = *std::move(steps);
  }
  file->terms = std::move(terms).take();
  file->note_hashes();
  return WatchSet({std::move(file)}, vocabulary);
}

inline WatchSet watch_of(std::string_view when, Vocabulary const& vocabulary = small_vocabulary()) {
  return watches_of({std::string(when)}, vocabulary);
}

inline std::optional<Match> match_of(std::string_view when, Report const& report) {
  auto const found = watch_of(when).match(report.document(), report.mentions, report.article);
  if (found.empty()) return std::nullopt;
  return found.front();
}

/// The words of the evidence, " | " between them; "no match" where the condition does not hold.
inline std::string words_of(std::string_view when, Report const& report) {
  auto const match = match_of(when, report);
  if (!match) return "no match";
  text::Document const document = report.document();
  std::string out;
  for (Evidence const& each : match->evidence) {
    out += (out.empty() ? "" : " | ") + std::string(document.slice(each.range));
  }
  return out;
}

}  // namespace rasid::rules
