#include "extractors/text/proclitic_codes.h"

#include <algorithm>

#include "extractors/model/utf8.h"

namespace rasid::text {
namespace {

constexpr std::u32string_view arabic_letters = U"وفبكلسا";
constexpr std::u32string_view hebrew_letters = U"והבלמשכ";

}  // namespace

ProcliticCodes const& ProcliticCodes::get() {
  static ProcliticCodes const codes;
  return codes;
}

ProcliticCodes::ProcliticCodes() {
  LetterCodes const& codes = LetterCodes::get();
  chart(arabic_proclitics(), arabic_letters, 0, arabic_);
  chart(hebrew_proclitics(), hebrew_letters, hebrew, hebrew_);
  for (char32_t c = 0x05D0; c <= 0x05EA; ++c) {
    if (std::uint8_t const code = codes.code(c); code != LetterCodes::escape) class_of_[code] |= hebrew;
  }
  for (char32_t c = 0x0600; c <= 0x06FF; ++c) {
    if (std::uint8_t const code = codes.code(c); code != LetterCodes::escape) is_arabic_[code] = true;
  }
  alef_ = static_cast<char>(codes.code(U'ا'));
  lam_ = static_cast<char>(codes.code(U'ل'));
  arabic_article_ = {alef_, 2};
  hebrew_article_ = {static_cast<char>(codes.code(U'ה')), 1};
}

/// Enters what a word may begin with under the classes of its first four letters: one to seven for the letters that
/// proclitics are made of, zero for all others.
void ProcliticCodes::chart(std::span<Proclitic const> all, std::u32string_view letters, std::uint8_t script,
                           std::array<All, 4096>& out) {
  for (std::uint8_t i = 0; i < letters.size(); ++i) {
    class_of_[LetterCodes::get().code(letters[i])] = static_cast<std::uint8_t>((i + 1U) | script);
  }
  for (std::size_t key = 0; key < out.size(); ++key) {
    std::string word;
    for (unsigned const shift : {9U, 6U, 3U, 0U}) {
      std::size_t const kind = key >> shift & 7U;
      append(word, kind == 0 ? U'x' : letters[kind - 1]);
    }
    std::size_t count = 0;
    for (Proclitic const& each : all) {
      if (count == out[key].size() || !word.starts_with(each.letters)) continue;
      auto const taken = static_cast<std::uint8_t>(code_points(each.letters, each.letters.size()));
      out[key][count++] = {taken, each.hides_article};
    }
  }
}

std::string_view ProcliticCodes::written(std::string_view codes) {
  std::string folded;
  LetterCodes::get().append_utf8(codes, folded);
  for (auto const all : {arabic_proclitics(), hebrew_proclitics()}) {
    auto const at = std::ranges::find(all, folded, &Proclitic::letters);
    if (at != all.end()) return at->letters;
  }
  return {};
}

}  // namespace rasid::text
