#include "extractors/text/coded_text.h"

#include <algorithm>

#include "extractors/text/coder.h"

namespace rasid::text {
namespace {

/// The most that one block of text can become: characters of three bytes that expand to 18 letters outside the
/// alphabet.
constexpr std::size_t most_codes = 2048;
constexpr std::size_t most_words = Coder::block + 64;

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

/// Letters of the alphabet, separators and marks of up to three bytes; the pass is asked for the rest. What changes is
/// kept in locals, since a byte written through a pointer might change any member.
void Coder::fold_block(std::size_t limit) {
  auto& state = pass_.state();
  std::size_t const safe = std::min(limit, text_.size() < block ? 0 : text_.size() - 2);  // three bytes can be read
  while (state.at < limit) {
    if (state.at < safe && (!state.in_word || state.kind == FoldKind::letter)) fold_plain(safe);
    if (state.at < limit) pass_.run_until(state.at + 1);
  }
}

/// Up to `limit` or the first character that is for the pass.
void Coder::fold_plain(std::size_t limit) {
  auto& state = pass_.state();
  LetterCodes const& letters = letters_;
  auto const* const bytes = reinterpret_cast<std::uint8_t const*>(text_.data());
  char* const codes = out_.codes_.data();
  char* code = codes + out_.size_;
  std::uint8_t const alef = alef_;
  std::uint8_t last = state.last == 0 ? 0 : letters.code(state.last);
  bool in_word = state.in_word;
  std::size_t at = state.at;
  std::size_t end = state.end;
  while (at < limit) {
    std::uint8_t const lead = bytes[at];
    std::uint8_t what = LetterCodes::escape;
    std::size_t length = 1;
    if (lead < 0x80) {
      what = letters.ascii(lead);
    } else if (lead < 0xE0) {
      what = letters.pair(lead, bytes[at + 1]);
      length = 2;
    } else if (lead < 0xF0) {
      what = letters.long_row(lead, bytes[at + 1])[bytes[at + 2] & 0x3FU];
      length = 3;
    }
    if (what >= LetterCodes::first_letter) {
      if (what == LetterCodes::escape) break;
      if (!in_word) {
        out_.size_ = static_cast<std::size_t>(code - codes);
        open(at);
        in_word = true;
      }
      *code = static_cast<char>(what);
      code += what == alef && last == alef ? 0 : 1;
      last = what;
      end = at + length;
    } else if (what == LetterCodes::separator) {
      if (in_word) {
        out_.size_ = static_cast<std::size_t>(code - codes);
        close(end);
        ++code;
        in_word = false;
        last = 0;
      }
    } else if (what == LetterCodes::mark) {
      end = at + length;
    } else if (what != LetterCodes::control) {
      break;
    }
    at += length;
  }
  out_.size_ = static_cast<std::size_t>(code - codes);
  state.at = at;
  state.end = end;
  state.in_word = in_word;
  state.kind = FoldKind::letter;
  if (last != LetterCodes::escape) state.last = last == 0 ? 0 : letters.letter(last);
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
