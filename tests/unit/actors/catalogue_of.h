#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "extractors/extraction/extraction.h"

namespace rasid::actors {

inline Timestamp day(std::string_view text) {
  return parse_rfc3339(text).value();
}

inline entities::Entity person(std::string key, std::vector<entities::Name> names,
                               std::vector<entities::Role> roles = {}) {
  return {.key = std::move(key),
          .kind = EntityKind::person,
          .label = names.front().text,
          .names = names,
          .roles = std::move(roles)};
}

inline entities::Entity organisation(std::string key, std::vector<entities::Name> names) {
  return {.key = std::move(key), .kind = EntityKind::organisation, .label = names.front().text, .names = names};
}

inline entities::Entity country(std::string key, std::string code, std::vector<entities::Name> names) {
  entities::Entity out{.key = std::move(key), .kind = EntityKind::place, .label = names.front().text, .names = names};
  out.country = std::move(code);
  out.place_kind = "country";
  return out;
}

/// The shipped titles and a few demonyms.
inline std::shared_ptr<entities::Catalogue const> catalogue_of(std::vector<entities::Entity> all) {
  entities::Offices offices;
  Diagnostics problems;
  std::ifstream titles(RASID_SOURCE_DIR "/config/roles/titles.tsv");
  entities::read_titles(titles, "titles.tsv", offices, problems);
  std::vector<entities::Demonym> demonyms = {{"Iraqi", "en", "IQ"},  {"عراقي", "ar", "IQ"},   {"иракский", "ru", "IQ"},
                                             {"עיראקי", "he", "IQ"}, {"Iranian", "en", "IR"}, {"إيراني", "ar", "IR"}};
  return std::make_shared<entities::Catalogue const>(std::move(all), nullptr, std::move(demonyms), std::move(offices));
}

/// What was found of actors, each as "key method [surface]", and of derived ones "→ [what they refer to]".
inline std::vector<std::string> found_by(Extractors const& extractors, std::string body,
                                         std::string_view date = "2020-06-29") {
  Article article;
  article.body = std::move(body);
  article.published = day(date);
  Extraction const extraction = extractors.extract(article);
  std::vector<std::string> out;
  for (Mention const& each : extraction.mentions) {
    if (each.kind == EntityKind::place) continue;
    std::string line = fmt::format("{} {} [{}]", extractors.catalogue()[each.entity].key, to_text(each.method),
                                   extraction.document.slice(each.range));
    if (each.method == Method::derived) line += fmt::format(" → [{}]", extraction.document.slice(each.refers_to));
    out.push_back(line);
  }
  return out;
}

}  // namespace rasid::actors
