#include "extractors/actors/someone_else.h"

#include <algorithm>
#include <unordered_map>

namespace rasid::actors {

SomeoneElse::Words SomeoneElse::words_of(entities::Catalogue const& catalogue) {
  Words out;
  for (std::size_t i = 0; i < catalogue.all().size(); ++i) {
    for (std::string const& word : catalogue.all()[i].not_near) {
      out.texts.push_back(word);
      out.whose.push_back(static_cast<EntityIndex>(i));
    }
  }
  return out;
}

SomeoneElse::SomeoneElse(entities::Catalogue const& catalogue, std::uint64_t seed)
    : words_(words_of(catalogue)), table_(words_.texts, seed) {}

void SomeoneElse::drop(text::Document const& document, std::span<Listed const> listed,
                       std::vector<names::Hit>& hits) const {
  if (words_.texts.empty() || hits.empty()) return;
  std::vector<names::Hit> signs;
  table_.find(document, signs);
  std::unordered_map<EntityIndex, std::vector<std::uint32_t>> where;  // ascending, as the hits are
  for (names::Hit const& sign : signs) where[words_.whose[sign.phrase]].push_back(sign.first_token);
  std::erase_if(hits, [&](names::Hit const& hit) {
    auto const words = where.find(listed[hit.phrase].entity);
    if (words == where.end()) return false;
    std::uint32_t const from = hit.first_token - std::min(hit.first_token, reach);
    auto const nearest = std::ranges::lower_bound(words->second, from);
    return nearest != words->second.end() && *nearest <= hit.last_token + reach;
  });
}

}  // namespace rasid::actors
