#include "extractors/tagger/train/build_lexicon.h"

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "extractors/model/utf8.h"
#include "extractors/tagger/hash.h"
#include "extractors/tagger/light_stem.h"
#include "extractors/text/fold.h"

namespace rasid::tagger {
namespace {

using Common = std::set<std::string>;

std::ifstream open(std::filesystem::path const& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return in;
}

void add_phrase(Lexicon& lexicon, Lexicon::Use use, std::string_view phrase, std::uint8_t value) {
  std::uint64_t key = 0;
  std::size_t words = 0;
  for (std::string const& word : split(text::fold(phrase), ' '))
    if (!word.empty()) key = words++ == 0 ? hash(word) : combine(key, hash(word));
  if (words > 0 && words <= limit_entry_words) lexicon.add(use, key, value);
}

void add_names(Lexicon& lexicon, LexiconSources const& sources, Common const& common) {
  std::map<std::string, int> counts;
  for (auto const& file : sources.names) {
    auto in = open(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      auto const fields = split(line, '\t');
      if (fields.size() < 3) continue;
      int const count = std::stoi(fields[2]);
      counts[text::fold(fields[1])] += count;
      counts[text::fold(fields[0])] += count;
    }
  }
  for (auto const& [word, count] : counts) {
    if (count < 2 || word.empty() || word.find(' ') != std::string::npos || common.contains(word)) continue;
    lexicon.add(Lexicon::Use::name_part, hash(word),
                static_cast<std::uint8_t>(std::min(7, static_cast<int>(std::log2(count / 2)) + 1)));
  }
}

void add_cues(Lexicon& lexicon, LexiconSources const& sources) {
  // Concepts that stand beside a name of one kind or in a place of their own count for themselves, others by kind.
  static std::set<std::string> const own{"city",    "say-verb", "company", "army",           "party",
                                         "council", "kunya",    "mr",      "unnamed-source", "ministry"};
  std::map<std::string, std::uint8_t> classes;
  auto in = open(sources.titles);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto const fields = split(line, '\t');
    if (fields.size() < 4) continue;
    std::string const& name = own.contains(fields[0]) ? fields[0] : fields[1];
    auto const number = classes.emplace(name, static_cast<std::uint8_t>(classes.size() + 1)).first->second;
    add_phrase(lexicon, Lexicon::Use::cue, fields[3], number);
  }
}

/// Returns the number of classes used.
std::uint8_t add_organisations(Lexicon& lexicon, LexiconSources const& sources) {
  std::map<std::string, std::uint8_t> classes;
  for (auto const& file : sources.organisations) {
    auto in = open(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      auto const fields = split(line, '\t');
      auto const number = classes.emplace(fields[0], static_cast<std::uint8_t>(classes.size() + 1)).first->second;
      for (std::size_t i = 1; i < fields.size(); ++i)
        for (auto const& name : split(fields[i], '|')) add_phrase(lexicon, Lexicon::Use::known, name, number);
    }
  }
  return static_cast<std::uint8_t>(classes.size());
}

bool is_of_our_scripts(std::string_view name) {
  char32_t const c = decode(name, 0).value;
  return (c >= 0x400 && c < 0x530) || (c >= 0x590 && c < 0x780);
}

/// Classes above those of organisations, by population.
void add_places(Lexicon& lexicon, LexiconSources const& sources, std::uint8_t after, Common const& common) {
  constexpr std::size_t name_field = 1;
  constexpr std::size_t alternates_field = 3;
  constexpr std::size_t population_field = 14;
  if (sources.places.empty()) return;
  auto in = open(sources.places);
  for (std::string line; std::getline(in, line);) {
    auto const fields = split(line, '\t');
    if (fields.size() <= population_field || fields[population_field].empty()) continue;
    if (fields[name_field].find_first_not_of("0123456789") == std::string::npos) continue;
    long const population = std::atol(fields[population_field].c_str());
    if (population < 3000) continue;
    std::uint8_t const value = after + (population >= 100'000 ? 3 : population >= 15'000 ? 2 : 1);
    auto const add = [&](std::string const& name) {
      if (name.empty() || common.contains(text::fold(name)) || code_points(name) < 3) return;
      add_phrase(lexicon, Lexicon::Use::known, name, value);
    };
    add(fields[name_field]);
    for (auto const& name : split(fields[alternates_field], ','))
      if (!name.empty() && is_of_our_scripts(name)) add(name);
  }
}

void add_dictionaries(Lexicon& lexicon, LexiconSources const& sources) {
  std::set<std::string> stems;
  for (auto const& file : sources.dictionaries) {
    auto in = open(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      std::string const word = line.substr(0, line.find_first_of("/\t\r"));
      std::string const folded = text::fold(word);
      if (folded.empty() || folded.find(' ') != std::string::npos || code_points(folded) < 2) continue;
      char32_t const first = decode(word, 0).value;
      bool const large = (first >= 'A' && first <= 'Z') || (first >= 0x410 && first <= 0x42F);
      if (!large) stems.emplace(light_stem(folded));
    }
  }
  for (std::string const& stem : stems) lexicon.add(Lexicon::Use::word, hash(stem), 1);
  fmt::print(stderr, "dictionaries: {} stems\n", stems.size());
}

}  // namespace

std::vector<std::string> split(std::string const& line, char by) {
  std::vector<std::string> out;
  std::stringstream in(line);
  for (std::string part; std::getline(in, part, by);) out.push_back(part);
  return out;
}

Lexicon build_lexicon(LexiconSources const& sources, Common const& common) {
  Lexicon out;
  add_names(out, sources, common);
  add_cues(out, sources);
  std::uint8_t const classes = add_organisations(out, sources);
  add_places(out, sources, classes, common);
  add_dictionaries(out, sources);
  out.seal();
  fmt::print(stderr, "lexicon: {} bytes\n", out.serialise().size());
  return out;
}

}  // namespace rasid::tagger
