#include "extractors/text/letter_codes.h"

#include <algorithm>

#include "extractors/model/utf8.h"

namespace rasid::text {
namespace {

constexpr char32_t breve = 0x0306;         // makes an и a й
constexpr char32_t alphabet_end = 0x0800;  // every letter that gets a code is written in at most two bytes

std::uint64_t mixed(std::uint64_t state, std::uint64_t value) {
  state = (state ^ value) * 0x9E3779B97F4A7C15U;
  return state ^ state >> 29U;
}

}  // namespace

LetterCodes const& LetterCodes::get() {
  static LetterCodes const codes;
  return codes;
}

LetterCodes::LetterCodes() {
  codes_.resize(alphabet_end, escape);
  assign(U'0', U'9');
  assign(U'a', U'z');
  assign(0x05D0, 0x05EA);  // Hebrew
  assign(0x0620, 0x06D3);  // Arabic, Persian, Urdu, Kurdish
  assign(0x06EE, 0x06FF);
  assign(0x03B1, 0x03C9);  // Greek
  assign(0x0430, 0x045F);  // Cyrillic of the Slavs
  assign(0x0490, 0x04FF);  // of others
  fill_rows();
}

/// Gives codes to the letters of a range that the fold leaves as they are, while there are codes left.
void LetterCodes::assign(char32_t first, char32_t last) {
  FoldTable const& table = FoldTable::get();
  for (char32_t c = first; c <= last && next_ != escape; ++c) {
    FoldEntry const entry = table[c];
    if (entry.kind != FoldKind::letter || entry.value != c) continue;
    codes_[c] = next_;
    letters_[next_] = c;
    std::string bytes;
    rasid::append(bytes, c);
    std::ranges::copy(bytes, utf8_[next_].begin());
    utf8_[next_][3] = static_cast<char>(bytes.size());
    ++next_;
  }
}

std::uint8_t LetterCodes::class_of(char32_t c) const {
  FoldEntry const entry = FoldTable::get()[c];
  switch (entry.kind) {
    case FoldKind::separator:
      return separator;
    case FoldKind::control:
      return control;
    case FoldKind::mark:
      return c == breve ? std::uint8_t{escape} : std::uint8_t{mark};
    case FoldKind::apostrophe:
      return apostrophe;
    case FoldKind::quote:
      return quote;
    case FoldKind::letter:
      return code(entry.value);
    default:
      return escape;
  }
}

void LetterCodes::fill_rows() {
  for (char32_t c = 0; c < 0x80; ++c) of_ascii_[c] = class_of(c);
  for (auto& row : of_pairs_) row.fill(escape);
  for (char32_t c = 0x80; c < 0x800; ++c) of_pairs_[c >> 6U][c & 0x3FU] = class_of(c);

  Row all_escape{};
  all_escape.classes.fill(escape);
  long_rows_.push_back(all_escape);
  auto const add = [&](std::uint32_t lead, std::uint32_t next, Row const& row) {
    auto const known = std::ranges::find(long_rows_, row.classes, &Row::classes);
    long_row_of_[(lead & 0x1FU) << 6U | (next & 0x3FU)] = static_cast<std::uint16_t>(known - long_rows_.begin());
    if (known == long_rows_.end()) long_rows_.push_back(row);
  };
  for (char32_t begin = 0x800; begin < 0x10000; begin += 64) {
    Row row{};
    for (char32_t i = 0; i < 64; ++i) row.classes[i] = class_of(begin + i);
    add(0xE0U | begin >> 12U, begin >> 6U, row);
  }
  for (char32_t begin = 0x10000; begin < 0x20000; begin += 4096) {  // beyond are ideographs
    Row row{};
    for (char32_t i = 0; i < 64; ++i) {
      std::uint8_t const first = class_of(begin + i * 64);
      bool same = true;
      for (char32_t c = begin + i * 64; same && c < begin + i * 64 + 64; ++c) same = class_of(c) == first;
      row.classes[i] = same ? first : std::uint8_t{escape};
    }
    add(0xF0U | begin >> 18U, begin >> 12U, row);
  }
  std::uint64_t state = 1;
  for (char32_t c = 0; c < 0x20000; ++c) {
    FoldEntry const entry = FoldTable::get()[c];
    if (entry.kind == FoldKind::separator) continue;
    state = mixed(state, static_cast<std::uint64_t>(entry.kind) << 56U | static_cast<std::uint64_t>(c) << 24U);
    if (entry.kind == FoldKind::expansion) {
      for (char32_t const letter : FoldTable::get().expansion(entry)) state = mixed(state, letter);
    } else {
      state = mixed(state, static_cast<std::uint64_t>(entry.value) << 8U | code(entry.value));
    }
  }
  fingerprint_ = state;
}

void LetterCodes::append(std::string& codes, char32_t folded) const {
  std::uint8_t const own = code(folded);
  codes += static_cast<char>(own);
  if (own != escape) return;
  for (unsigned const shift : {14U, 7U, 0U}) codes += static_cast<char>(0x80U | (folded >> shift & 0x7FU));
}

void LetterCodes::append_utf8(std::string_view codes, std::string& out) const {
  while (!codes.empty()) {
    auto const code = static_cast<std::uint8_t>(codes[0]);
    std::size_t taken = 1;
    if (code == separator) {
      out += ' ';
    } else if (code != escape) {
      out.append(utf8_[code].data(), static_cast<std::size_t>(utf8_[code][3]));
    } else if (codes.size() >= escape_bytes) {
      char32_t letter = 0;
      for (std::size_t i = 1; i < escape_bytes; ++i)
        letter = letter << 7U | (static_cast<std::uint8_t>(codes[i]) & 0x7FU);
      rasid::append(out, letter);
      taken = escape_bytes;
    }
    codes.remove_prefix(taken);
  }
}

std::size_t LetterCodes::letters_in(std::string_view codes) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < codes.size(); ++count) {
    at += static_cast<std::uint8_t>(codes[at]) == escape ? escape_bytes : 1;
  }
  return count;
}

}  // namespace rasid::text
