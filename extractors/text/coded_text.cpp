#include "extractors/text/coded_text.h"

#include <algorithm>

#include "extractors/text/coder.h"

namespace rasid::text {
namespace {

/// The most that one block of text can become: characters of three bytes that expand to 18 letters outside the
/// alphabet.
constexpr std::size_t most_codes = 2048;
constexpr std::size_t most_words = Coder::block + 64;

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

struct PhraseSink {
  LetterCodes const& letters = LetterCodes::get();
  std::string codes;

  void open(std::size_t, std::size_t) {
    if (!codes.empty()) codes += static_cast<char>(LetterCodes::separator);
  }
  void put(char32_t letter, std::size_t) { letters.append(codes, letter); }
  void replace_last(char32_t letter) { codes.back() = static_cast<char>(letters.code(letter)); }
  void close(std::size_t) {}
};

}  // namespace

Coder::Coder(std::string_view text, CodedText& out)
    : text_(text), out_(out), alef_(letters_.code(U'ا')), pass_(text, sink_) {
  out_.size_ = out_.opened_ = out_.closed_ = 0;
  std::size_t const codes = text.size() + most_codes;
  std::size_t const words = text.size() / 6 + most_words;
  if (out_.codes_.size() < codes) out_.codes_.resize(codes);
  if (out_.begin_.size() >= words) return;
  for (auto* each : {&out_.code_begin_, &out_.code_end_, &out_.begin_, &out_.end_}) each->resize(words);
}

void Coder::make_room() {
  if (out_.codes_.size() < out_.size_ + most_codes) out_.codes_.resize(out_.codes_.size() * 2);
  if (out_.begin_.size() >= out_.opened_ + most_words) return;
  for (auto* each : {&out_.code_begin_, &out_.code_end_, &out_.begin_, &out_.end_}) each->resize(each->size() * 2);
}

void Coder::put(char32_t letter) {
  std::uint8_t const code = letters_.code(letter);
  out_.codes_[out_.size_++] = static_cast<char>(code);
  if (code != LetterCodes::escape) return;
  for (unsigned const shift : {14U, 7U, 0U}) {
    out_.codes_[out_.size_++] = static_cast<char>(0x80U | (letter >> shift & 0x7FU));
  }
}

void Coder::Sink::replace_last(char32_t letter) {
  coder.out_.codes_[coder.out_.size_ - 1] = static_cast<char>(coder.letters_.code(letter));
}

/// Letters of the alphabet, separators and marks of up to three bytes; the pass is asked for the rest.
void Coder::fold_block(std::size_t limit) {
  auto& state = pass_.state();
  while (state.at < limit) {
    std::size_t const at = state.at;
    auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text_[i]); };
    std::uint8_t const lead = byte(at);
    std::uint8_t what = LetterCodes::escape;
    std::size_t bytes = 1;
    if (lead < 0x80) {
      what = letters_.ascii(lead);
    } else if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text_.size() && continues(text_[at + 1])) {
      what = letters_.pair(lead, byte(at + 1));
      bytes = 2;
    } else if (lead >= 0xE0 && lead < 0xF0 && at + 2 < text_.size() && continues(text_[at + 1]) &&
               continues(text_[at + 2])) {
      what = letters_.long_row(lead, byte(at + 1))[byte(at + 2) & 0x3FU];
      bytes = 3;
    }
    bool const plain = !state.in_word || state.kind == FoldKind::letter;
    if (what >= LetterCodes::first_letter && what != LetterCodes::escape && plain) {
      if (!state.in_word) open(at);
      bool const twice = what == alef_ && state.last == U'ا';
      out_.codes_[out_.size_] = static_cast<char>(what);
      out_.size_ += twice ? 0 : 1;
      state.in_word = true;
      state.kind = FoldKind::letter;
      state.last = letters_.letter(what);
      state.end = at + bytes;
    } else if (what == LetterCodes::separator) {
      pass_.separate();
    } else if (what == LetterCodes::mark) {
      if (state.in_word) state.end = at + bytes;
    } else if (what != LetterCodes::control) {
      pass_.run_until(at + 1);
      continue;
    }
    state.at = at + bytes;
  }
}

void Coder::finish() {
  make_room();
  pass_.separate();
}

void Coder::run_portably() {
  while (pass_.state().at < text_.size()) {
    make_room();
    fold_block(std::min(pass_.state().at + block, text_.size()));
  }
  finish();
}

void CodedText::assign(std::string_view utf8, CodingPath path) {
  Coder coder(utf8, *this);
  if (path == CodingPath::fastest && has_wide_coding()) {
    coder.run_wide();
  } else {
    coder.run_portably();
  }
}

std::string code_words(std::string_view utf8) {
  PhraseSink sink;
  sink.codes.reserve(utf8.size());
  fold_into(utf8, sink);
  return std::move(sink.codes);
}

}  // namespace rasid::text
