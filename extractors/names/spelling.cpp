#include "extractors/names/spelling.h"

#include <unicode/uchar.h>

#include <string>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"

namespace rasid::names {
namespace {

constexpr std::size_t short_arabic = 3;
constexpr std::size_t short_capitals = 4;

bool is_kept(char32_t c) {
  return c == U'ى' || c == U'ئ' || c == U'ؤ' || c == U'ء' || c == U'أ' || c == U'إ' || c == U'آ';
}

constexpr std::string_view bare_alef = "ا";

bool is_alef(std::string_view letter) {
  return letter == bare_alef || letter == "أ" || letter == "إ" || letter == "آ";
}

/// Letter by letter; a bare alef stands for any.
bool agree(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    std::string_view const x = a.substr(0, decode(a, 0).bytes);
    std::string_view const y = b.substr(0, decode(b, 0).bytes);
    bool const left_out = (x == bare_alef && is_alef(y)) || (y == bare_alef && is_alef(x));
    if (x != y && !left_out) return false;
    a.remove_prefix(x.size());
    b.remove_prefix(y.size());
  }
  return a.empty() && b.empty();
}

/// The fold, but with the letters that a short Arabic word must agree in left as they are.
std::string careful_fold(std::string_view word) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    CodePoint const c = decode(word, at);
    if (is_kept(c.value)) {
      append(out, c.value);
    } else {
      out += text::fold(word.substr(at, c.bytes));
    }
    at += c.bytes;
  }
  return out;
}

bool is_arabic(std::string_view word) {
  char32_t const first = word.empty() ? 0 : decode(word, 0).value;
  return first >= 0x0600 && first <= 0x06FF;
}

struct Case {
  std::size_t letters = 0;
  bool starts_upper = false;
  bool all_upper = true;
};

Case case_of(std::string_view word) {
  Case found;
  for (std::size_t at = 0; at < word.size();) {
    CodePoint const c = decode(word, at);
    at += c.bytes;
    auto const letter = static_cast<UChar32>(c.value);
    if (u_isalpha(letter) == 0) continue;
    bool const upper = u_isupper(letter) != 0 || u_istitle(letter) != 0;
    if (found.letters++ == 0) found.starts_upper = upper;
    found.all_upper = found.all_upper && upper;
  }
  return found;
}

}  // namespace

bool spelling_fits(std::string_view written, std::string_view listed) {
  if (is_arabic(listed)) {
    if (code_points(text::fold(listed)) > short_arabic) return true;
    return agree(careful_fold(written), careful_fold(listed));
  }
  Case const wanted = case_of(listed);
  Case const given = case_of(written);
  if (wanted.letters != 0 && wanted.all_upper && wanted.letters <= short_capitals) return given.all_upper;
  return !wanted.starts_upper || given.starts_upper;
}

bool language_fits(std::string_view listed_language, std::string_view article_language) {
  if (article_language != "ar") return true;
  return listed_language != "fa" && listed_language != "ur" && listed_language != "ckb" && listed_language != "ku";
}

}  // namespace rasid::names
