#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::page {

/// HTML that says the same to a reader and is safe to build a tree from.
struct Simplified {
  std::string html;
  std::vector<std::string> json_ld;  // contents of <script type="application/ld+json">, as they stand
};

/// Rewrites HTML (valid UTF-8) in one pass, before a tree is built from it. A tree builder that follows the standard
/// takes time and memory quadratic in the nesting depth, in the attributes of one tag, and in formatting elements left
/// open; and most bytes of a news page are scripts. So this pass
///   - drops comments, scripts, styles, templates, noscript, frames, vector graphics and form fields with their
///   contents,
///   - turns formatting elements (b, font, nobr …) into span, which the standard does not reopen in each paragraph,
///   - drops tags (not text) nested more than 256 deep, and end tags that close nothing,
///   - keeps only the attributes that this folder reads, each shortened to 4 KiB.
/// Linear in the size of `html`.
Simplified simplify(std::string_view html);

}  // namespace rasid::page
