#include "extractors/tagger/light_stem.h"

#include <array>
#include <span>

#include "extractors/model/utf8.h"

namespace rasid::tagger {
namespace {

constexpr std::size_t least_letters_left = 3;

// In folded spelling: ة is ه, ى is ي, ё is е. Longest first.
constexpr std::array<std::string_view, 22> arabic{"تهما", "اتها", "اتهم", "تها", "تهم", "اتي", "يات", "يين",
                                                  "هما",  "كما",  "ات",   "ون",  "ين",  "ان",  "ها",  "هم",
                                                  "هن",   "نا",   "وا",   "يه",  "ه",   "ي"};
constexpr std::array<std::string_view, 10> latin{"ingly", "ness", "ings", "ing", "edly", "ies", "ed", "es", "ly", "s"};
constexpr std::array<std::string_view, 47> cyrillic{
    "ившими", "ывшими", "ующими", "ающими", "ешься", "ившего", "ующего", "иями", "ется", "ются", "аться", "иться",
    "ились",  "ались",  "ости",   "остью",  "ость",  "ыми",    "ими",    "ого",  "его",  "ому",  "ему",   "ами",
    "ями",    "ать",    "ить",    "ала",    "али",   "ила",    "или",    "ет",   "ют",   "ая",   "ые",    "ый",
    "ой",     "ей",     "ом",     "ов",     "ах",    "а",      "ы",      "и",    "у",    "е",    "о"};

std::span<std::string_view const> endings_of(char32_t letter) noexcept {
  if (letter < 0x250) return latin;
  if (letter >= 0x400 && letter < 0x530) return cyrillic;
  if (letter >= 0x600 && letter < 0x780) return arabic;
  return {};
}

}  // namespace

std::string_view light_stem(std::string_view folded) noexcept {
  if (folded.empty()) return folded;
  for (std::string_view const ending : endings_of(decode(folded, 0).value)) {
    if (!folded.ends_with(ending)) continue;
    std::string_view const rest = folded.substr(0, folded.size() - ending.size());
    if (code_points(rest) >= least_letters_left) return rest;
  }
  return folded;
}

}  // namespace rasid::tagger
