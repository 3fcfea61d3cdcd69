#pragma once

#include <string>
#include <string_view>

namespace rasid::page {

/// Collects running text into paragraphs.
///   - White space of any kind (NBSP, the Unicode spaces, line ends, U+FEFF) collapses to one space, none at either end
///     of a line.
///   - Soft hyphens and zero-width spaces are dropped: they say where a line may break, not what is written.
///   - ZWNJ, ZWJ and the marks LRM, RLM, ALM are kept between two visible characters only: there they are part of a
///     word (Persian "می‌خواهم") or of its layout. Bidi embeddings, overrides and isolates are dropped, since
///     taking text out of a page would leave them unpaired.
class Paragraphs {
 public:
  /// Appends text (valid UTF-8) to the paragraph at hand.
  void add(std::string_view text);
  /// A line end inside a paragraph; two in a row end the paragraph.
  void break_line();
  void end_paragraph();

  /// All paragraphs so far, separated by one blank line. Leaves this empty.
  std::string take();

 private:
  void add_visible(std::string_view bytes);

  std::string out_;
  std::string held_;        // invisible marks behind a visible character, kept if another follows
  bool space_ = false;      // white space is due before the next visible character
  unsigned line_ends_ = 2;  // line ends due before it: 1 a line, 2 or more a paragraph
};

}  // namespace rasid::page
