#include "extractors/text/sentences.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>

#include "extractors/model/utf8.h"
#include "extractors/text/decode_quickly.h"
#include "extractors/text/fold_table.h"

namespace rasid::text {
namespace {

/// Words whose stop does not end a sentence; lower case, without the stop.
constexpr auto abbreviations = std::to_array<std::string_view>({
    "mr",  "mrs",    "ms",   "dr",  "prof", "gen", "col", "lt",  "sgt",  "capt", "cmdr", "maj", "brig", "adm",
    "sen", "rep",    "gov",  "st",  "jr",   "sr",  "rev", "hon", "pres", "vs",   "no",   "nos", "art",  "vol",
    "fig", "approx", "jan",  "feb", "mar",  "apr", "jun", "jul", "aug",  "sep",  "sept", "oct", "nov",  "dec",
    "mme", "mlle",   "bzw",  "ca",  "z.b",  "u.s", "u.k", "u.n", "i.e",  "e.g",  "a.m",  "p.m", "им",   "ул",
    "гг",  "млн",    "млрд", "тыс", "руб",  "т.е", "т.д", "т.п", "т.н",  "проф", "ген",
});

bool is_newline(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/// A byte that neither is nor begins a white space character.
bool cannot_be_space(unsigned char byte) {
  if (byte < 0x80) return byte > ' ';
  return byte != 0xC2 && byte != 0xE2 && byte != 0xE3 && byte != 0xEF;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
  return u_isalpha(static_cast<UChar32>(c)) != 0;
}

bool is_arabic_letter(char32_t c) {
  return c >= 0x0600 && c <= 0x06FF && is_letter(c);
}

bool is_small(char32_t c) {
  return u_islower(static_cast<UChar32>(c)) != 0;
}

bool ends_always(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}  // 。 ！ ？ have no space after them

bool is_terminator(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == 0x061F || c == 0x06D4 || c == 0x2026 || c == 0x0964 || c == 0x203C ||
         c == 0x2047 || c == 0x2048 || c == 0x2049 || ends_always(c);
}

bool is_closer(char32_t c) {
  switch (c) {
    case '"':
    case '\'':
    case ')':
    case ']':
    case '}':
    case 0xBB:
    case 0x2019:
    case 0x201D:
    case 0x201C:
    case 0x203A:
    case 0x300D:
    case 0x300F:
    case 0x200E:
    case 0x200F:
    case 0xAB:
      return true;
    default:
      return false;
  }
}

/// What a byte may begin, or end where that is rarer: a newline or a terminator.
enum class Byte : std::uint8_t { plain, asks, ends_question, ends_stop };

constexpr auto bytes_that_ask = [] {
  std::array<Byte, 256> all{};
  for (unsigned char const c : std::string_view("\n\r.!?\xC2\xE0\xE2\xE3\xEF")) all[c] = Byte::asks;
  all[0x9F] = Byte::ends_question;  // ؟ is D8 9F; D8 begins every second Arabic letter
  all[0x94] = Byte::ends_stop;      // ۔ is DB 94
  return all;
}();

/// Reads sentences off one range.
class Splitter {
 public:
  Splitter(std::string_view text, ByteRange within, std::vector<ByteRange>& out)
      : text_(text.substr(0, within.end)), at_(within.begin), start_(within.begin), noted_(within.begin), out_(out) {}

  void run() {
    while (skip_plain()) {
      CodePoint const c = decode_quickly(text_, at_);
      if (is_newline(c.value)) {
        cut(at_);
        noted_ = at_ + c.bytes;
      } else if (is_terminator(c.value)) {
        note_word();
        terminator();
        noted_ = at_;
        continue;
      }
      at_ += c.bytes;
    }
    cut(text_.size());
  }

 private:
  /// Goes to the next character that may be a newline or a terminator; false where there is none.
  bool skip_plain() {
    for (std::size_t const begin = at_; at_ < text_.size(); ++at_) {
      switch (bytes_that_ask[static_cast<unsigned char>(text_[at_])]) {
        case Byte::plain:
          break;
        case Byte::asks:
          return true;
        case Byte::ends_question:
        case Byte::ends_stop:
          auto const lead = text_[at_] == '\x9F' ? '\xD8' : '\xDB';
          if (at_ == begin || text_[at_ - 1] != lead) break;
          --at_;
          return true;
      }
    }
    return false;
  }

  /// Reads the word that ends here, from the last space on or from where the last terminator was.
  void note_word() {
    std::size_t from = at_;
    while (from > noted_ && text_[from - 1] != ' ') --from;
    if (from > noted_) in_word_ = false;
    while (from < at_) {
      CodePoint const c = decode_quickly(text_, from);
      note(c, from);
      from += c.bytes;
    }
  }

  /// Remembers the word that a stop may follow: letters, and stops between single letters (U.S).
  void note(CodePoint c, std::size_t at) {
    FoldKind const kind = table_[c.value].kind;
    if (kind == FoldKind::letter || kind == FoldKind::expansion) {
      if (!in_word_) word_ = at;
      if (!in_word_) letters_ = 0;
      in_word_ = true;
      ++letters_;
      word_end_ = at + c.bytes;
      last_ = c.value;
    } else if (kind != FoldKind::mark && kind != FoldKind::control) {
      in_word_ = false;
    }
  }

  void terminator() {
    std::size_t const first = at_;
    bool only_stop = true;
    bool certain = false;
    while (at_ < text_.size()) {
      CodePoint const c = decode(text_, at_);
      if (!is_terminator(c.value)) break;
      only_stop = only_stop && c.value == '.' && at_ == first;
      certain = certain || ends_always(c.value);
      at_ += c.bytes;
    }
    std::size_t after = at_;
    while (after < text_.size()) {
      CodePoint const c = decode(text_, after);
      if (!is_closer(c.value)) break;
      after += c.bytes;
    }
    bool const word_before = in_word_ && word_end_ == first;
    if (certain || ends_here(after, only_stop, word_before)) {
      at_ = after;
      cut(after);
    } else if (!(only_stop && word_before && after == at_)) {
      in_word_ = false;
    }
  }

  [[nodiscard]] bool ends_here(std::size_t after, bool only_stop, bool word_before) const {
    if (after == text_.size()) return true;
    CodePoint const next = decode(text_, after);
    if (!is_space(next.value)) {
      return only_stop && after == at_ && word_before && letters_ >= 3 && is_arabic_letter(last_) &&
             is_arabic_letter(next.value);
    }
    std::size_t follow = after;
    while (follow < text_.size()) {
      CodePoint const c = decode(text_, follow);
      if (is_newline(c.value)) return true;
      if (!is_space(c.value)) break;
      follow += c.bytes;
    }
    if (follow < text_.size() && is_small(decode(text_, follow).value)) return false;
    return !(only_stop && word_before && is_abbreviation());
  }

  [[nodiscard]] bool is_abbreviation() const {
    if (letters_ == 1) return is_letter(last_);  // an initial; a lone digit may well end a sentence
    std::string word(text_.substr(word_, word_end_ - word_));
    if (word.size() > 12) return false;
    std::string lower;
    for (std::size_t at = 0; at < word.size();) {
      CodePoint const c = decode(word, at);
      append(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.value))));
      at += c.bytes;
    }
    return std::ranges::find(abbreviations, lower) != abbreviations.end();
  }

  void cut(std::size_t end) {
    ByteRange const range = trimmed(text_, {static_cast<std::uint32_t>(start_), static_cast<std::uint32_t>(end)});
    if (!range.empty()) out_.push_back(range);
    start_ = end;
    in_word_ = false;
  }

  FoldTable const& table_ = FoldTable::get();
  std::string_view text_;
  std::size_t at_;
  std::size_t start_;
  std::size_t noted_;  // the words before it are done with
  std::vector<ByteRange>& out_;
  std::size_t word_ = 0;
  std::size_t word_end_ = 0;
  std::size_t letters_ = 0;
  char32_t last_ = 0;
  bool in_word_ = false;
};

}  // namespace

ByteRange trimmed(std::string_view text, ByteRange range) {
  while (!range.empty()) {
    CodePoint const c = decode(text, range.begin);
    if (!is_space(c.value)) break;
    range.begin += c.bytes;
  }
  while (!range.empty()) {
    std::uint32_t last = range.end - 1;
    while (last > range.begin && (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80U) --last;
    if (!is_space(decode(text, last).value)) break;
    range.end = last;
  }
  return range;
}

void split_sentences(std::string_view text, ByteRange within, std::vector<ByteRange>& out) {
  Splitter(text, within, out).run();
}

void split_paragraphs(std::string_view text, ByteRange within, std::vector<ByteRange>& out) {
  std::uint32_t start = within.begin;
  bool blank = false;  // only white space since the last newline
  auto const cut = [&](std::uint32_t end) {
    ByteRange const range = trimmed(text, {start, end});
    if (!range.empty()) out.push_back(range);
    start = end;
  };
  for (std::uint32_t at = within.begin; at < within.end;) {
    if (cannot_be_space(static_cast<unsigned char>(text[at]))) {
      blank = false;
      ++at;
      continue;
    }
    CodePoint const c = decode(text, at);
    bool const newline = is_newline(c.value) && c.value != '\r';
    if (newline && (blank || c.value == 0x2029)) cut(at);
    if (newline) blank = true;
    if (!newline && !is_space(c.value)) blank = false;
    at += c.bytes;
  }
  cut(within.end);
}

}  // namespace rasid::text
