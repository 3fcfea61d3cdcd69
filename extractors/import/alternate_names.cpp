#include "extractors/import/alternate_names.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/entities/listed.h"
#include "extractors/model/split.h"

namespace rasid::imports {
namespace {

enum Column : std::size_t { place = 1, language = 2, name = 3, historic = 7 };
constexpr std::size_t columns_needed = 8;  // the dates at the end may be missing

}  // namespace

AlternateNames::AlternateNames(std::vector<Imported>& places, std::vector<std::string> languages)
    : languages_(std::move(languages)) {
  for (Imported& each : places) by_key_.try_emplace(each.entity.key, &each.entity);
}

std::string AlternateNames::line(std::string_view line) {
  if (line.empty()) return {};
  auto const columns = split_at(line, '\t');
  if (columns.size() < columns_needed) return fmt::format("{} columns where 10 are needed", columns.size());
  std::string_view const tag = columns[language];
  // Longer codes are kinds: link, post, iata, icao, faac, unlc, phon, piny, wkdt.
  bool const is_language =
      tag.empty() || (entities::is_language_tag(tag) && tag.find("wkdt") == std::string_view::npos);
  if (!is_language || columns[historic] == "1") return {};
  if (!languages_.empty() && std::ranges::find(languages_, tag) == languages_.end()) return {};
  if (auto const at = by_key_.find(key_of("gn", columns[place])); at != by_key_.end())
    add_name(*at->second, columns[name], tag);
  return {};
}

}  // namespace rasid::imports
