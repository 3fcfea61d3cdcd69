#pragma once

#include "extractors/text/coded_text.h"
#include "extractors/text/fold_pass.h"
#include "extractors/text/letter_codes.h"

namespace rasid::text {

/// Writes a CodedText. The fold itself is FoldPass; what is common goes past it by shorter ways, the portable one or
/// that of code_blocks_avx512.cpp, which share its state: either may take over between two blocks of the text.
class Coder {
 public:
  static constexpr std::size_t block = 64;  // bytes of text between two looks at the room that is left

  Coder(std::string_view text, CodedText& out);

  void run_portably();
  /// Only where has_wide_coding().
  void run_wide();

 private:
  struct Sink {
    Coder& coder;
    void open(std::size_t at, std::size_t) { coder.open(at); }
    void put(char32_t letter, std::size_t) { coder.put(letter); }
    void replace_last(char32_t letter);
    void close(std::size_t end) { coder.close(end); }
  };
  struct WideBlock;

  [[nodiscard]] std::uint64_t separating(WideBlock const& these, std::uint64_t open, std::uint64_t quotes,
                                         std::uint64_t words, std::uint64_t gaps);
  [[nodiscard]] std::size_t before_controls(std::size_t at) const;
  bool code(WideBlock const& these, bool after_control);

  void make_room();
  void fold_block(std::size_t limit);
  void fold_plain(std::size_t limit);
  void finish();
  void open(std::size_t at) {
    out_.code_begin_[out_.opened_] = static_cast<std::uint32_t>(out_.size_);
    out_.begin_[out_.opened_++] = static_cast<std::uint32_t>(at);
  }
  void put(char32_t letter);
  void close(std::size_t end) {
    out_.code_end_[out_.closed_] = static_cast<std::uint32_t>(out_.size_);
    out_.end_[out_.closed_++] = static_cast<std::uint32_t>(end);
    out_.codes_[out_.size_++] = LetterCodes::separator;
  }

  std::string_view text_;
  CodedText& out_;
  LetterCodes const& letters_ = LetterCodes::get();
  std::uint8_t alef_;
  Sink sink_{*this};
  FoldPass<Sink> pass_;
};

}  // namespace rasid::text
