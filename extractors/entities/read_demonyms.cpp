#include "extractors/entities/read_demonyms.h"

#include <array>

#include <fmt/format.h>

#include "extractors/entities/listed.h"
#include "extractors/model/utf8.h"

namespace rasid::entities {
namespace {

constexpr std::size_t most_line_bytes = 64U << 10U;
constexpr std::size_t most_words = 20'000;
constexpr std::size_t most_problems = 100;

/// Each ending in place of `stem`'s, or added where the word does not end in `stem`.
void add_endings(std::string_view word, std::string_view stem, std::initializer_list<std::string_view> endings,
                 std::vector<std::string>& out) {
  if (!word.ends_with(stem)) return;
  std::string_view const base = word.substr(0, word.size() - stem.size());
  for (std::string_view const ending : endings) out.push_back(std::string(base) + std::string(ending));
}

}  // namespace

std::vector<Demonym> read_demonyms(std::istream& in, std::string const& name, Diagnostics& problems) {
  std::vector<Demonym> out;
  std::string read;
  for (unsigned number = 1; std::getline(in, read) && problems.size() < most_problems; ++number) {
    std::string const line = make_valid_utf8(read.substr(0, most_line_bytes));
    if (line.empty() || line.front() == '#') continue;
    auto const report = [&](std::string message, std::string remedy) {
      problems.push_back({.file = name, .line = number, .message = std::move(message), .remedy = std::move(remedy)});
    };
    std::size_t const tab = std::min(line.find('\t'), line.size());
    std::string const country = line.substr(0, tab);
    if (!is_country_code(country)) {
      report(fmt::format("\"{}\" is not a country's code", country.substr(0, 40)), "begin the line with IQ and a tab");
      continue;
    }
    std::string_view rest = std::string_view(line).substr(std::min(tab + 1, line.size()));
    while (!rest.empty() && out.size() < most_words) {
      std::string_view const item = rest.substr(0, rest.find('|'));
      rest.remove_prefix(std::min(item.size() + 1, rest.size()));
      std::size_t const colon = item.find(':');
      if (colon == std::string_view::npos || !is_language_tag(item.substr(0, colon)) || colon + 1 == item.size()) {
        report(fmt::format("\"{}\" does not begin with a language", item.substr(0, 80)), "write it as ar:عراقي");
        continue;
      }
      out.push_back({std::string(item.substr(colon + 1)), std::string(item.substr(0, colon)), country});
    }
  }
  return out;
}

std::vector<std::string> forms_of_demonym(Demonym const& demonym) {
  std::vector<std::string> out{demonym.text};
  std::string const& word = demonym.text;
  if (demonym.language == "en") {
    if (!word.ends_with("s") && !word.ends_with("sh") && !word.ends_with("ch")) out.push_back(word + "s");
  } else if (demonym.language == "ar") {
    add_endings(word, "ي", {"ية", "يين", "يون", "يات", "يا"}, out);
  } else if (demonym.language == "he") {
    add_endings(word, "י", {"ית", "ים", "יים", "יות", "יה"}, out);
  } else if (demonym.language == "fa") {
    add_endings(word, "ی", {"ی‌ها", "یها", "یان", "یهای"}, out);
  } else if (demonym.language == "ru") {
    add_endings(word, "ий", {"ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"}, out);
  }
  return out;
}

}  // namespace rasid::entities
