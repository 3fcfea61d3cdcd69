#include "extractors/import/filter.h"

#include <algorithm>

namespace rasid::imports {
namespace {

bool equal_in_any_case(std::string_view a, std::string_view b) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool shares_one(std::vector<std::string> const& wanted, std::vector<std::string> const& has) {
  return wanted.empty() || std::ranges::any_of(has, [&](std::string const& each) {
           return std::ranges::any_of(wanted, [&](std::string const& w) { return equal_in_any_case(w, each); });
         });
}

}  // namespace

bool wanted(Filter const& filter, Imported& imported) {
  entities::Entity& entity = imported.entity;
  if (!shares_one(filter.types, {std::string(to_text(entity.kind))})) return false;
  if (!shares_one(filter.topics, imported.topics) || !shares_one(filter.countries, imported.countries)) return false;
  if (entity.kind == EntityKind::place && entity.population < filter.least_population) return false;
  if (!filter.languages.empty()) {
    std::erase_if(entity.names, [&](entities::Name const& name) {
      return !name.language.empty() && std::ranges::find(filter.languages, name.language) == filter.languages.end();
    });
  }
  return !entity.names.empty();
}

}  // namespace rasid::imports
