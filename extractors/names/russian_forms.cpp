#include "extractors/names/russian_forms.h"

#include <algorithm>

#include "extractors/model/utf8.h"
#include "extractors/names/russian_endings.h"

namespace rasid::names {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::size_t least_letters = 3;
constexpr std::size_t most_words = 8;

Words split(std::string_view text, char separator) {
  Words out;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find(separator), text.size());
    if (end != 0) out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// Letters of Russian only, and what stands between words.
bool is_russian(std::string_view name) {
  bool any = false;
  for (std::size_t at = 0; at < name.size();) {
    CodePoint const c = decode(name, at);
    at += c.bytes;
    bool const letter = (c.value >= U'А' && c.value <= U'я') || c.value == U'ё' || c.value == U'Ё';
    bool const between = c.value == U' ' || c.value == U'-' || c.value == U'«' || c.value == U'»' || c.value == U'’';
    bool const numeral = c.value == U'I' || c.value == U'V' || c.value == U'X';
    if (!letter && !between && !numeral) return false;
    any = any || letter;
  }
  return any;
}

bool is_capital(std::string_view word) {
  char32_t const first = word.empty() ? 0 : decode(word, 0).value;
  return (first >= U'А' && first <= U'Я') || first == U'Ё';
}

/// Ends in a small letter: not an abbreviation such as ООН, a quoted name or an elided one.
bool may_decline(std::string_view word) {
  if (word.size() < 4 || word.find("’") != std::string_view::npos) return false;
  char32_t const last = decode(word, word.size() - 2).value;
  return (last >= U'а' && last <= U'я') || last == U'ё';
}

bool is_particle(std::string_view word) {
  constexpr auto particles = std::to_array<std::string_view>(
      {"аль", "эль", "ас", "аш",  "ад",  "ат",   "ан",  "ар",   "аз",  "эд",  "эс",     "эш",    "эт",
       "эн",  "эр",  "эз", "уль", "ибн", "бин",  "бен", "бинт", "абу", "абд", "абдель", "абдул", "умм",
       "фон", "ван", "де", "ди",  "да",  "дель", "дер", "ле",   "ла",  "сан", "нью",    "аба"});
  std::string small(word);
  if (is_capital(word)) {
    char32_t const first = decode(word, 0).value;
    small.erase(0, decode(word, 0).bytes);
    std::string head;
    append(head, first + 0x20);
    small = head + small;
  }
  return std::ranges::find(particles, small) != particles.end();
}

enum class As : std::uint8_t { noun, adjective, surname };

CaseRow decline_simple(std::string_view word, As as, Gender gender, bool animate) {
  if (!may_decline(word) || is_particle(word)) return unchanged(word);
  if (as == As::adjective) return decline_adjective(word, animate);
  return as == As::surname ? decline_surname(word) : decline_noun(word, gender, animate);
}

/// Of a hyphenated word the last part declines (Тель-Авива, аль-Казыми), before a preposition the first
/// (Ростова-на-Дону).
CaseRow decline_word(std::string_view word, As as, Gender gender, bool animate) {
  std::size_t begin = word.rfind('-') == std::string_view::npos ? 0 : word.rfind('-') + 1;
  std::size_t end = word.size();
  for (std::string_view const preposition : {"-на-", "-над-", "-под-"}) {
    if (std::size_t const at = word.find(preposition); at != std::string_view::npos) begin = 0, end = at;
  }
  CaseRow row = decline_simple(word.substr(begin, end - begin), as, gender, animate);
  for (std::vector<std::string>& forms : row) {
    for (std::string& form : forms) form = std::string(word.substr(0, begin)) + form + std::string(word.substr(end));
  }
  return row;
}

/// Collects whole names of declined words, all in one case.
class Forms {
 public:
  explicit Forms(std::string_view name) : name_(name) {}

  void add(std::vector<CaseRow> const& words) {
    for (std::size_t choice = 0; choice < 2; ++choice) {
      for (std::size_t i = 0; i < std::tuple_size_v<CaseRow>; ++i) {
        std::string form;
        for (CaseRow const& word : words) {
          if (!form.empty()) form += ' ';
          form += word[i][std::min(choice, word[i].size() - 1)];
        }
        keep(std::move(form));
      }
    }
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(forms_); }

 private:
  void keep(std::string form) {
    bool const known = form == name_ || std::ranges::find(forms_, form) != forms_.end();
    if (known || code_points(form) < least_letters || forms_.size() >= most_russian_forms) return;
    forms_.push_back(std::move(form));
  }

  std::string_view name_;
  std::vector<std::string> forms_;
};

void add_person(Words const& words, Forms& out) {
  std::vector<CaseRow> all;
  std::vector<CaseRow> last_only;
  for (std::size_t i = 0; i < words.size(); ++i) {
    bool const last = i + 1 == words.size();
    all.push_back(decline_word(words[i], last ? As::surname : As::noun, Gender::unknown, true));
    last_only.push_back(last ? all.back() : unchanged(words[i]));
  }
  out.add(all);
  if (words.size() > 2) out.add(last_only);  // Ким Чен Ына, Амир Али Хаджизаде
  // A woman's family name that ends in a consonant stays; the given name tells no more than that it may be hers.
  if (words.size() == 2 && adjective_gender(words[1]) == Gender::unknown) {
    bool const may_be_hers = words[0].ends_with("а") || words[0].ends_with("я");
    if (may_be_hers) out.add({all[0], unchanged(words[1])});
  }
}

/// командующий, исполняющий: adjectives by their ending, nouns in use.
bool stands_alone(std::string_view word) {
  return word.ends_with("щий");
}

void add_head_first(Words const& words, bool animate, Forms& out) {
  std::vector<CaseRow> all;
  Gender gender = Gender::unknown;
  std::size_t i = 0;
  while (i + 1 < words.size() && adjective_gender(words[i]) != Gender::unknown && !stands_alone(words[i])) {
    gender = adjective_gender(words[i]);
    all.push_back(decline_word(words[i++], As::adjective, gender, animate));
  }
  // Грозный and Видное are adjectives as they stand; Шанхай and Ханой are not, nor is what ends in -ие (движение).
  bool const bare_adjective = words[i].ends_with("ый") || words[i].ends_with("ий") || words[i].ends_with("ая") ||
                              words[i].ends_with("ое") || words[i].ends_with("ые");
  bool const is_adjective = adjective_gender(words[i]) != Gender::unknown && bare_adjective;
  all.push_back(decline_word(words[i], is_adjective ? As::adjective : As::noun, gender, animate));
  std::size_t const head = i;
  for (++i; i < words.size(); ++i) all.push_back(unchanged(words[i]));
  out.add(all);
  // A foreign name of several words declines at its end, if at all: Катаиб Хезболлы.
  bool const foreign = head == 0 && words.size() > 1 && std::ranges::all_of(words, is_capital);
  if (!foreign) return;
  all.front() = unchanged(words.front());
  all.back() = decline_word(words.back(), As::noun, Gender::unknown, animate);
  out.add(all);
}

}  // namespace

std::vector<std::string> russian_forms(std::string_view name, Declines what) {
  if (!is_russian(name)) return {};
  Words const words = split(name, ' ');
  if (words.empty() || words.size() > most_words) return {};
  Forms out(name);
  if (what == Declines::person) {
    add_person(words, out);
  } else {
    add_head_first(words, what == Declines::office, out);
  }
  return out.take();
}

}  // namespace rasid::names
