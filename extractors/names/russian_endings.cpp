#include "extractors/names/russian_endings.h"

#include <algorithm>

namespace rasid::names {
namespace {

constexpr std::size_t letter = 2;  // bytes of a Russian letter

using Endings = std::array<std::string_view, 5>;  // genitive, dative, accusative, instrumental, prepositional

bool ends_in_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return word.ends_with(ending); });
}

std::string_view without(std::string_view word, std::size_t letters) {
  return word.substr(0, word.size() - std::min(word.size(), letters * letter));
}

bool ends_in_velar(std::string_view stem) {
  return ends_in_any(stem, {"г", "к", "х"});
}
bool ends_in_sibilant(std::string_view stem) {
  return ends_in_any(stem, {"ж", "ш", "ч", "щ"});
}
bool ends_in_vowel(std::string_view stem) {
  return ends_in_any(stem, {"а", "е", "ё", "и", "о", "у", "ы", "э", "ю", "я"});
}

/// Adds `stem` with each ending. "=" is the word itself.
void add(CaseRow& row, std::string_view word, std::string_view stem, Endings const& endings) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::string form(endings[i] == "=" ? word : stem);
    if (endings[i] != "=") form += endings[i];
    if (std::ranges::find(row[i], form) == row[i].end()) row[i].push_back(std::move(form));
  }
}

CaseRow row_of(std::string_view word, std::string_view stem, Endings const& endings) {
  CaseRow row;
  add(row, word, stem, endings);
  return row;
}

CaseRow decline_masculine_consonant(std::string_view word, bool animate) {
  std::string_view const accusative = animate ? "а" : "=";
  bool const soft_instrumental = ends_in_sibilant(word) || word.ends_with("ц");
  CaseRow row;
  // Череповец, Череповца; but Кузнец as a foreign name may keep its vowel.
  if (word.ends_with("ец") && !ends_in_vowel(without(word, 2))) {
    std::string const stem = std::string(without(word, 2)) + "ц";
    add(row, word, stem, {"а", "у", accusative, "ом", "е"});
    add(row, word, stem, {"а", "у", accusative, "ем", "е"});
    return row;
  }
  if (soft_instrumental) add(row, word, word, {"а", "у", accusative, "ем", "е"});
  add(row, word, word, {"а", "у", accusative, "ом", "е"});
  return row;
}

CaseRow decline_soft_sign(std::string_view word, Gender gender, bool animate) {
  std::string_view const stem = without(word, 1);
  CaseRow row;
  bool const surely_feminine = gender == Gender::feminine || word.ends_with("ость");
  if (!surely_feminine) add(row, word, stem, {"я", "ю", animate ? "я" : "=", "ем", "е"});
  if (gender != Gender::masculine && !animate) add(row, word, stem, {"и", "и", "=", "ью", "и"});
  return row;
}

CaseRow decline_a(std::string_view word) {
  std::string_view const stem = without(word, 1);
  if (ends_in_vowel(stem)) return unchanged(word);  // Никарагуа
  bool const hushing = ends_in_sibilant(stem);
  return row_of(
      word, stem,
      {ends_in_velar(stem) || hushing ? "и" : "ы", "е", "у", hushing || stem.ends_with("ц") ? "ей" : "ой", "е"});
}

CaseRow decline_ya(std::string_view word) {
  bool const after_i = word.ends_with("ия");
  return row_of(word, without(word, 1), {"и", after_i ? "и" : "е", "ю", "ей", after_i ? "и" : "е"});
}

CaseRow decline_o(std::string_view word) {
  // Endings of Russian words; Осло, Токио, Марокко, Шевченко stay.
  if (!ends_in_any(word, {"ство", "ово", "ево", "ино", "ыно"})) return unchanged(word);
  return row_of(word, without(word, 1), {"а", "у", "=", "ом", "е"});
}

CaseRow decline_e(std::string_view word) {
  std::string_view const stem = without(word, 1);
  if (ends_in_any(word, {"ние", "тие", "вие"})) return row_of(word, stem, {"я", "ю", "=", "ем", "и"});
  if (ends_in_any(word, {"ье", "ще", "море", "поле"})) {
    bool const hushing = stem.ends_with("щ");
    return row_of(word, stem, {hushing ? "а" : "я", hushing ? "у" : "ю", "=", "ем", "е"});
  }
  return unchanged(word);
}

CaseRow decline_plural(std::string_view word, bool animate) {
  std::string_view const stem = without(word, 1);
  if (ends_in_vowel(stem)) return unchanged(word);
  CaseRow row;
  if (stem.ends_with("к") && !ends_in_vowel(without(stem, 1)) && !without(stem, 1).ends_with("й")) {
    add(row, word, stem, {"", "ам", "=", "ами", "ах"});
    row[0] = {std::string(without(stem, 1)) + "ок"};  // Химки, Химок
    return row;
  }
  add(row, word, stem, {"", "ам", "=", "ами", "ах"});                     // Афины, Афин
  add(row, word, stem, {"ов", "ам", animate ? "ов" : "=", "ами", "ах"});  // Эмираты, Эмиратов
  return row;
}

/// Нидерланды, Салоники; names of persons and foreign words in -и (Каани, Сочи, Мали) stay.
bool is_plural(std::string_view word, Gender gender, bool animate) {
  if (gender == Gender::plural) return ends_in_any(word, {"ы", "и"});
  return !animate && (word.ends_with("ы") || (word.ends_with("и") && ends_in_velar(without(word, 1))));
}

}  // namespace

CaseRow unchanged(std::string_view word) {
  return row_of(word, word, {"=", "=", "=", "=", "="});
}

Gender adjective_gender(std::string_view word) {
  if (word.size() < 4 * letter || ends_in_any(word, {"ение", "ание", "тие", "вие"})) return Gender::unknown;
  if (ends_in_any(word, {"ый", "ой", "ий"})) return Gender::masculine;
  if (ends_in_any(word, {"ая", "яя"})) return Gender::feminine;
  if (ends_in_any(word, {"ое", "ее"})) return Gender::neuter;
  if (ends_in_any(word, {"ые", "ие"})) return Gender::plural;
  return Gender::unknown;
}

CaseRow decline_adjective(std::string_view word, bool animate) {
  std::string_view const stem = without(word, 2);
  bool const hushing = ends_in_sibilant(stem);
  bool const soft = hushing || ends_in_any(word, {"ний", "яя", "нее", "ние"});
  bool const narrow = soft || ends_in_velar(stem);  // и where others have ы
  switch (adjective_gender(word)) {
    case Gender::masculine:
    case Gender::neuter: {
      bool const inanimate = !animate || adjective_gender(word) == Gender::neuter;
      std::string_view const genitive = soft ? "его" : "ого";
      return row_of(
          word, stem,
          {genitive, soft ? "ему" : "ому", inanimate ? "=" : genitive, narrow ? "им" : "ым", soft ? "ем" : "ом"});
    }
    case Gender::feminine: {
      std::string_view const oblique = soft && !word.ends_with("шая") ? "ей" : "ой";
      return row_of(word, stem, {oblique, oblique, word.ends_with("яя") ? "юю" : "ую", oblique, oblique});
    }
    case Gender::plural: {
      std::string_view const genitive = narrow ? "их" : "ых";
      return row_of(word, stem,
                    {genitive, narrow ? "им" : "ым", animate ? genitive : "=", narrow ? "ими" : "ыми", genitive});
    }
    case Gender::unknown:
      break;
  }
  return unchanged(word);
}

CaseRow decline_noun(std::string_view word, Gender gender, bool animate) {
  if (word.size() < 2 * letter) return unchanged(word);
  if (is_plural(word, gender, animate)) return decline_plural(word, animate);
  if (word.ends_with("а")) return decline_a(word);
  if (word.ends_with("я")) return decline_ya(word);
  if (word.ends_with("ь")) return decline_soft_sign(word, gender, animate);
  if (word.ends_with("о")) return animate ? unchanged(word) : decline_o(word);
  if (word.ends_with("е")) return animate ? unchanged(word) : decline_e(word);
  if (word.ends_with("й")) {
    return row_of(word, without(word, 1), {"я", "ю", animate ? "я" : "=", "ем", word.ends_with("ий") ? "и" : "е"});
  }
  if (ends_in_vowel(word)) return unchanged(word);
  return decline_masculine_consonant(word, animate);
}

CaseRow decline_surname(std::string_view word) {
  if (ends_in_any(word, {"ский", "цкий", "ый", "ская", "цкая"})) return decline_adjective(word, true);
  if (word.ends_with("ой") && word.size() > 4 * letter) return decline_adjective(word, true);
  CaseRow row;
  if (ends_in_any(word, {"ов", "ев", "ёв", "ин", "ын"})) {
    add(row, word, word, {"а", "у", "а", "ым", "е"});
    add(row, word, word, {"а", "у", "а", "ом", "е"});  // foreign ones: Саммарином
  } else if (ends_in_any(word, {"ова", "ева", "ёва", "ина", "ына"})) {
    add(row, word, without(word, 1), {"ой", "ой", "у", "ой", "ой"});
  } else {
    return decline_noun(word, Gender::unknown, true);
  }
  return row;
}

}  // namespace rasid::names
