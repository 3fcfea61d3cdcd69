#pragma once

#include <cstdint>
#include <string_view>

#include "extractors/text/decode_quickly.h"
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
  /// Where the pass stands between two characters.
  struct State {
    std::size_t at = 0;
    std::size_t end = 0;  // after the last letter or mark of the word
    std::size_t gap = 0;  // where the separators before the next word began
    char32_t last = 0;    // the last letter put into the word
    FoldKind kind = FoldKind::letter;
    bool in_word = false;
  };

  FoldPass(std::string_view utf8, Sink& sink) : text_(utf8), sink_(sink) {}

  void run() {
    run_until(text_.size());
    separate();
  }

  /// Folds the characters that begin before `limit`.
  void run_until(std::size_t limit) {
    while (state_.at < limit) {
      CodePoint const c = decode_quickly(text_, state_.at);
      step(c, table_[c.value]);
      state_.at += c.bytes;
    }
  }

  /// Ends the word that is open, if one is.
  void separate() {
    if (!state_.in_word) return;
    sink_.close(state_.end);
    state_.in_word = false;
    state_.last = 0;
    state_.gap = state_.at;
  }

  /// For whoever folds a part of the text in another way and the rest with this.
  [[nodiscard]] State& state() noexcept { return state_; }

  /// True where a letter (a Hebrew one, if so wanted) precedes and another begins at `next`: what an apostrophe or a
  /// quote between them must find.
  [[nodiscard]] bool joins(std::size_t next, bool hebrew) const {
    if (!state_.in_word || next >= text_.size()) return false;
    char32_t const following = decode(text_, next).value;
    auto const is_hebrew = [](char32_t c) { return c >= 0x05D0 && c <= 0x05EA; };
    if (hebrew) return is_hebrew(state_.last) && is_hebrew(following);
    FoldKind const kind = table_[following].kind;
    return kind == FoldKind::letter || kind == FoldKind::expansion;
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
        if (state_.in_word) state_.end = state_.at + c.bytes;
        if (c.value == 0x0306 && state_.last == U'и') sink_.replace_last(state_.last = U'й');
        break;
      case FoldKind::control:
        break;
      case FoldKind::apostrophe:
        if (!joins(state_.at + c.bytes, false)) separate();
        break;
      case FoldKind::quote:
        if (!joins(state_.at + c.bytes, true)) separate();
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

  void put(char32_t letter, FoldKind kind, std::uint8_t bytes) {
    if (letter == 0x3099 || letter == 0x309A) kind = state_.in_word ? state_.kind : kind;  // voicing goes with its kana
    if (state_.in_word && (kind != state_.kind || kind == FoldKind::ideograph)) separate();
    if (!state_.in_word) {
      sink_.open(state_.at, state_.gap);
      state_.in_word = true;
      state_.last = 0;
    }
    state_.kind = kind;
    state_.end = state_.at + bytes;
    if (letter == U'ا' && state_.last == U'ا') return;  // قاآني and قآني are one name
    sink_.put(letter, state_.at);
    state_.last = letter;
  }

  FoldTable const& table_ = FoldTable::get();
  std::string_view text_;
  Sink& sink_;
  State state_;
};

template <class Sink>
void fold_into(std::string_view utf8, Sink& sink) {
  FoldPass<Sink>(utf8, sink).run();
}

}  // namespace rasid::text
