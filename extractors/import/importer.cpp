#include "extractors/import/importer.h"

#include <algorithm>

#include <fmt/format.h>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::imports {
namespace {

constexpr std::size_t most_names = 128;
constexpr std::size_t most_name_bytes = 300;
constexpr std::size_t short_word = 4;  // letters

std::uint32_t hash_of(std::string_view id) {
  std::uint32_t hash = 2166136261U;  // FNV-1a: the same on every machine, for ever
  for (char const c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

}  // namespace

std::string key_of(std::string_view prefix, std::string_view id) {
  constexpr std::size_t most = 48;
  std::string out(prefix);
  out += '-';
  bool lossy = false;
  for (char c : id) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_plain(c)) {
      out += c;
    } else {
      if (c != '-') lossy = true;
      if (!out.ends_with('-')) out += '-';
    }
  }
  // Wikidata's Q and NK- are always capitals; mixed case carries meaning elsewhere.
  bool const has_lower = std::ranges::any_of(id, [](char c) { return c >= 'a' && c <= 'z'; });
  bool const has_upper = std::ranges::any_of(id, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (out.size() > most) out.resize(most);
  while (out.ends_with('-')) out.pop_back();
  if (lossy || (has_lower && has_upper) || id.size() + prefix.size() + 1 > most)
    out += fmt::format("-{:08x}", hash_of(id));
  return out;
}

void add_name(entities::Entity& entity, std::string_view text, std::string_view language, bool ambiguous) {
  if (text.empty() || text.size() > most_name_bytes || entity.names.size() >= most_names) return;
  std::string const folded = text::fold(text);
  if (folded.empty()) return;
  std::string valid = make_valid_utf8(std::string(text));
  // What separates columns and names in our own tables is no part of a name.
  std::ranges::replace_if(valid, [](char c) { return c == '\t' || c == '\n' || c == '\r' || c == '|'; }, ' ');
  if (std::ranges::any_of(entity.names,
                          [&](entities::Name const& name) { return name.text == valid && name.language == language; }))
    return;
  bool const one_word = folded.find(' ') == std::string::npos;
  bool const unclear = one_word && (entity.kind == EntityKind::person || code_points(folded) <= short_word);
  bool const is_place = entity.kind == EntityKind::place;
  entity.names.push_back({std::move(valid), std::string(language), ambiguous || (unclear && !is_place)});
}

std::unique_ptr<Importer> make_importer(std::string_view source) {
  if (source == "opensanctions") return make_opensanctions_importer();
  if (source == "wikidata") return make_wikidata_importer();
  if (source == "jrc-names") return make_jrc_names_importer();
  if (source == "popolo") return make_popolo_importer();
  return source == "geonames" ? make_geonames_importer() : nullptr;
}

}  // namespace rasid::imports
