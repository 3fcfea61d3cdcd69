#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rasid::page {

/// A page's headline, recognised again among its blocks, and the lines that stand with it.
class Headline {
 public:
  explicit Headline(std::string_view title);

  /// True for the title or most of it.
  [[nodiscard]] bool is(std::string_view text) const;

  /// True where one of the block's first three lines is the title.
  [[nodiscard]] bool opens(std::string_view block) const;

  /// Bytes of a block's beginning that are not the article's yet: headline, byline and date often share a paragraph
  /// with the text, by line ends, and the section's name stands above.
  [[nodiscard]] std::size_t head_of(std::string_view block) const;

 private:
  std::string letters_;
};

/// Up to the first line end.
std::string_view first_line(std::string_view text) noexcept;

}  // namespace rasid::page
