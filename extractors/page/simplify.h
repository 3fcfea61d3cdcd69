#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/page/hints.h"

namespace rasid::page {

/// What a start tag says beyond its name. Views are of the scanned text, references in them not decoded.
struct Mark {
  std::size_t at = 0;  // where the tag begins in Simplified::html
  Hint hint = Hint::none;
  std::string_view itemprop;
  std::string_view content;
  std::string_view datetime;
  bool names_author = false;  // by class or rel: "byline", "author" …

  [[nodiscard]] bool says_something() const noexcept {
    return hint != Hint::none || names_author || !itemprop.empty() || !datetime.empty();
  }
};

/// What a <meta> or <link rel=canonical> states: such elements have no text and need not be in the tree. One with two
/// names (property and name) makes two statements.
struct Statement {
  std::string_view name;   // value of property, name, http-equiv, itemprop or rel
  std::string_view value;  // value of content or href
};

/// HTML that says the same to a reader and is cheap and safe to build a tree from. All views are of the text it was
/// made from, which must outlive it.
struct Simplified {
  std::string html;                     // tags without attributes; runs of text are stand-ins
  std::vector<std::string_view> texts;  // what the stand-ins stand for, in order
  std::vector<Mark> marks;              // of those start tags in `html` that say anything, ascending
  std::vector<Statement> statements;
  std::vector<std::string_view> json_ld;  // contents of <script type="application/ld+json">, as they stand
  std::string_view language;              // of <html lang>
};

/// Rewrites HTML (valid UTF-8) in one pass, before a tree is built from it. A tree builder that follows the standard
/// takes time and memory quadratic in the nesting depth, in the attributes of one tag, and in formatting elements left
/// open; it works through text and attributes character by character; and most bytes of a news page are scripts. So
/// this pass
///   - drops comments, scripts, styles, templates, noscript, frames, vector graphics and form fields with their
///   contents,
///   - reads the attributes itself (Mark, Statement), each up to 4 KiB, and writes none,
///   - hands on each run of text as one character of private use that stands for it (see stand_in.h),
///   - drops tags that change neither layout nor meaning (span, b, font …) unless they carry a mark,
///   - drops tags (not text) nested more than 256 deep, and end tags that close nothing.
/// Linear in the size of `html`.
Simplified simplify(std::string_view html);

}  // namespace rasid::page
