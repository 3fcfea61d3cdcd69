#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasid::alerts {

/// Translates between byte offsets and code-point offsets of one text. Valid UTF-8 only; refers to the text, which must
/// outlive it. Building is linear, each question looks at no more than one block.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);

  /// Code points before the byte, which is on a character boundary; the text's length for anything past its end.
  [[nodiscard]] std::uint32_t at(std::size_t byte) const noexcept;
  /// The byte where that code point begins; the text's size for anything past its end.
  [[nodiscard]] std::uint32_t byte_of(std::size_t code_point) const noexcept;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> before_;  // code points before each block
};

}  // namespace rasid::alerts
