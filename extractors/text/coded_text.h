#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"

namespace rasid::text {

/// How a text is folded into codes. The results are the same; `fastest` is chosen by what the processor can do.
enum class CodingPath : std::uint8_t { fastest, portable };

/// True where `fastest` is more than the portable path: an x86-64 processor with AVX-512 VBMI2.
[[nodiscard]] bool has_wide_coding() noexcept;

/// The folded view of a text, one byte a letter (LetterCodes): its words one after the other, a zero behind each, and
/// where each stands in the original. What fold() gives, in the form that matching wants. Linear in the text's size.
class CodedText {
 public:
  /// Readable bytes behind the last word, so that a word may be loaded 16 bytes at a time.
  static constexpr std::size_t padding = 32;

  CodedText() = default;
  /// `utf8` must be valid; of other text the words may differ from path to path, but lie inside it.
  explicit CodedText(std::string_view utf8, CodingPath path = CodingPath::fastest) { assign(utf8, path); }
  /// As the constructor, in the memory that is there.
  void assign(std::string_view utf8, CodingPath path = CodingPath::fastest);

  [[nodiscard]] std::size_t words() const noexcept { return closed_; }
  [[nodiscard]] std::string_view codes() const noexcept { return {codes_.data(), size_}; }
  [[nodiscard]] std::string_view word(std::size_t i) const noexcept {
    return {codes_.data() + code_begin_[i], code_size(i)};
  }
  [[nodiscard]] std::uint32_t code_begin(std::size_t i) const noexcept { return code_begin_[i]; }
  [[nodiscard]] std::uint32_t code_size(std::size_t i) const noexcept { return code_end_[i] - code_begin_[i]; }
  /// Of the original: from the word's first letter to behind its last letter or mark.
  [[nodiscard]] ByteRange range(std::size_t i) const noexcept { return {begin_[i], end_[i]}; }

 private:
  friend class Coder;

  std::vector<char> codes_;  // longer than size_ by the room for what comes next
  std::size_t size_ = 0;
  std::vector<std::uint32_t> code_begin_, code_end_;  // by word, in codes_
  std::vector<std::uint32_t> begin_, end_;            // by word, in the original
  std::size_t opened_ = 0, closed_ = 0;
};

/// The codes of a text without its places: for names in lists. Words are separated by one zero byte. Takes any bytes.
std::string code_words(std::string_view utf8);

}  // namespace rasid::text
