#pragma once

#include <cstdint>
#include <string_view>

#include "extractors/model/utf8.h"
#include "extractors/text/fold_table.h"

namespace rasid::text {

/// One pass of the fold over UTF-8, telling a sink what it finds:
///     sink.open(at, gap)        a word begins at byte `at`; the separators before it began at byte `gap`
///     sink.put(letter, at)      a folded letter of the word, from the character at byte `at`
///     sink.replace_last(letter) the last letter put was really this one, of the same length in UTF-8
///     sink.close(end)           the word ended before byte `end`
template <class Sink>
class FoldPass {
 public:
  FoldPass(std::string_view utf8, Sink& sink) : text_(utf8), sink_(sink) {}

  void run() {
    while (at_ < text_.size()) {
      CodePoint const c = decode_fast(at_);
      step(c, table_[c.value]);
      at_ += c.bytes;
    }
    separate();
  }

 private:
  void step(CodePoint c, FoldEntry entry) {
    switch (entry.kind) {
      case FoldKind::letter:
        put(entry.value, entry.kind, c.bytes);
        break;
      case FoldKind::separator:
        separate();
        break;
      case FoldKind::mark:
        if (in_word_) end_ = at_ + c.bytes;
        if (c.value == 0x0306 && last_ == U'и') sink_.replace_last(last_ = U'й');
        break;
      case FoldKind::control:
        break;
      case FoldKind::apostrophe:
        if (!joins(at_ + c.bytes, false)) separate();
        break;
      case FoldKind::quote:
        if (!joins(at_ + c.bytes, true)) separate();
        break;
      case FoldKind::expansion:
        for (char32_t const letter : table_.expansion(entry)) put(letter, table_[letter].kind, c.bytes);
        break;
      case FoldKind::ideograph:
      case FoldKind::katakana:
      case FoldKind::hiragana:
        put(entry.value, entry.kind, c.bytes);
        break;
    }
  }

  CodePoint decode_fast(std::size_t at) const {
    auto const lead = static_cast<unsigned char>(text_[at]);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead < 0xE0 && at + 1 < text_.size()) {
      auto const next = static_cast<unsigned char>(text_[at + 1]);
      if ((next & 0xC0U) == 0x80U) return {(lead & 0x1FU) << 6 | (next & 0x3FU), 2};
    }
    return decode(text_, at);
  }

  void put(char32_t letter, FoldKind kind, std::uint8_t bytes) {
    if (letter == 0x3099 || letter == 0x309A) kind = in_word_ ? kind_ : kind;  // voicing goes with its kana
    if (in_word_ && (kind != kind_ || kind == FoldKind::ideograph)) separate();
    if (!in_word_) {
      sink_.open(at_, gap_);
      in_word_ = true;
      last_ = 0;
    }
    kind_ = kind;
    end_ = at_ + bytes;
    if (letter == U'ا' && last_ == U'ا') return;  // قاآني and قآني are one name
    sink_.put(letter, at_);
    last_ = letter;
  }

  void separate() {
    if (!in_word_) return;
    sink_.close(end_);
    in_word_ = false;
    last_ = 0;
    gap_ = at_;
  }

  /// True where a letter (a Hebrew one, if so wanted) precedes and another begins at `next`.
  [[nodiscard]] bool joins(std::size_t next, bool hebrew) const {
    if (!in_word_ || next >= text_.size()) return false;
    char32_t const following = decode(text_, next).value;
    auto const is_hebrew = [](char32_t c) { return c >= 0x05D0 && c <= 0x05EA; };
    if (hebrew) return is_hebrew(last_) && is_hebrew(following);
    FoldKind const kind = table_[following].kind;
    return kind == FoldKind::letter || kind == FoldKind::expansion;
  }

  FoldTable const& table_ = FoldTable::get();
  std::string_view text_;
  Sink& sink_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;  // after the last letter or mark of the word
  std::size_t gap_ = 0;
  char32_t last_ = 0;
  FoldKind kind_ = FoldKind::letter;
  bool in_word_ = false;
};

template <class Sink>
void fold_into(std::string_view utf8, Sink& sink) {
  FoldPass<Sink>(utf8, sink).run();
}

}  // namespace rasid::text
