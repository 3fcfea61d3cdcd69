#pragma once

#include <string>
#include <string_view>

namespace rasid::page {

/// A text to look passages up in by their letters and digits alone, whatever the white space, punctuation and markup.
class QuotedText {
 public:
  explicit QuotedText(std::string_view text);

  /// True where the passage's beginning (up to 48 bytes of letters) stands in the text; short passages never do.
  [[nodiscard]] bool holds(std::string_view passage) const;
  [[nodiscard]] std::size_t size() const noexcept { return letters_.size(); }

 private:
  std::string letters_;
};

/// ASCII letters (lower case), digits, and everything beyond ASCII but punctuation marks; at most `most` bytes.
std::string letters_of(std::string_view text, std::size_t most = std::string_view::npos);

}  // namespace rasid::page
