#include "extractors/actors/transliteration.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

#include "extractors/model/split.h"
#include "extractors/text/fold.h"

namespace rasid::actors {

namespace {

constexpr std::size_t beam = 32;
enum Where : char { at_begin = '0', inside = '1', at_end = '2', whole = '3' };

struct Unit {
  std::string language;
  char where = inside;
  std::string latin;
  std::string native;
  double count = 0;
};

std::vector<Unit> read_units(std::string_view table) {
  std::vector<Unit> out;
  for (std::string_view const line : split_at(table, '\n')) {
    auto const fields = split_at(line, '\t');
    if (line.starts_with('#') || fields.size() != 5 || fields[1].size() != 1 || fields[2].empty()) continue;
    Unit unit{std::string(fields[0]), fields[1][0], std::string(fields[2]), std::string(fields[3])};
    auto const [end, error] = std::from_chars(fields[4].data(), fields[4].data() + fields[4].size(), unit.count);
    if (error == std::errc{} && end == fields[4].data() + fields[4].size() && unit.count > 0)
      out.push_back(std::move(unit));
  }
  return out;
}

/// Byte offsets of each letter of a UTF-8 word, and of its end.
std::vector<std::size_t> letters_of(std::string_view word) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((static_cast<unsigned char>(word[i]) & 0xC0U) != 0x80U) out.push_back(i);
  }
  out.push_back(word.size());
  return out;
}

char where_of(std::size_t begin, std::size_t end, std::size_t size) {
  if (begin == 0) return end == size ? whole : at_begin;
  return end == size ? at_end : inside;
}

std::string_view language_of(Script script) {
  if (script == Script::arabic) return "ar";
  if (script == Script::hebrew) return "he";
  return script == Script::cyrillic ? "ru" : "";
}

void keep_best(std::vector<Spelled>& all, std::size_t most) {
  std::ranges::sort(all, [](Spelled const& a, Spelled const& b) {
    return std::tuple(-a.score, std::string_view(a.text)) < std::tuple(-b.score, std::string_view(b.text));
  });
  std::vector<Spelled> kept;
  for (Spelled& each : all) {
    if (kept.size() == most) break;
    if (std::ranges::find(kept, each.text, &Spelled::text) == kept.end()) kept.push_back(std::move(each));
  }
  all = std::move(kept);
}

}  // namespace

Transliteration::Transliteration(std::string_view table) {
  std::vector<Unit> const units = read_units(table);
  std::map<std::pair<std::string, char>, double> totals;
  for (Unit const& unit : units) totals[{unit.language, unit.where}] += unit.count;
  for (Unit const& unit : units) {
    auto const score = static_cast<float>(std::log(unit.count / totals[{unit.language, unit.where}]));
    Tables& tables = by_language_[unit.language];
    std::size_t const native_letters = letters_of(unit.native).size() - 1;
    tables.from_latin.steps[unit.where + unit.latin].push_back({unit.native, score});
    tables.from_latin.longest = std::max(tables.from_latin.longest, unit.latin.size());
    if (unit.native.empty()) {
      if (unit.where == inside) tables.unwritten.push_back({unit.latin, score});
      continue;
    }
    // Tables hold folded letters; Russian ones keep й for show.
    tables.to_latin.steps[unit.where + text::fold(unit.native)].push_back({unit.latin, score});
    tables.to_latin.longest = std::max(tables.to_latin.longest, native_letters);
  }
}

std::vector<Spelled> Transliteration::search(std::string_view word, Direction const& direction,
                                             std::vector<Step> const& unwritten, std::size_t most) {
  std::vector<std::size_t> const at = letters_of(word);
  std::size_t const size = at.size() - 1;
  if (size == 0 || size > limit_word) return {};
  std::vector<std::vector<Spelled>> reached(size + 1);
  reached[0].push_back({});
  for (std::size_t begin = 0; begin < size; ++begin) {
    keep_best(reached[begin], beam);
    std::vector<Spelled> starts = reached[begin];
    if (begin != 0) {
      for (Spelled const& from : reached[begin]) {
        for (Step const& vowel : unwritten) starts.push_back({from.text + vowel.written, from.score + vowel.score});
      }
      keep_best(starts, 2 * beam);
    }
    for (std::size_t end = begin + 1; end <= std::min(size, begin + direction.longest); ++end) {
      std::string const key = where_of(begin, end, size) + std::string(word.substr(at[begin], at[end] - at[begin]));
      auto const steps = direction.steps.find(key);
      if (steps == direction.steps.end()) continue;
      for (Spelled const& from : starts) {
        for (Step const& step : steps->second)
          reached[end].push_back({from.text + step.written, from.score + step.score});
      }
    }
  }
  keep_best(reached[size], most);
  return std::move(reached[size]);
}

Transliteration::Tables const* Transliteration::tables_of(Script script) const {
  auto const found = by_language_.find(std::string(language_of(script)));
  return found == by_language_.end() ? nullptr : &found->second;
}

std::vector<Spelled> Transliteration::from_latin(std::string_view word, Script to, std::size_t most) const {
  Tables const* const tables = tables_of(to);
  return tables == nullptr ? std::vector<Spelled>{} : search(word, tables->from_latin, {}, most);
}

std::vector<Spelled> Transliteration::to_latin(std::string_view word, Script from, std::size_t most) const {
  Tables const* const tables = tables_of(from);
  return tables == nullptr ? std::vector<Spelled>{} : search(word, tables->to_latin, tables->unwritten, most);
}

}  // namespace rasid::actors
