#pragma once

#include <cstdint>
#include <vector>

#include "extractors/page/hints.h"
#include "extractors/page/tree.h"

namespace rasid::page {

/// What stands below one element, itself included.
struct Surveyed {
  GumboNode const* node = nullptr;
  Mark const* mark = nullptr;  // what its tag says beyond its name, or null
  Hint hint = Hint::none;
  std::uint32_t parent = 0;  // index of the element it stands in; the root's own
  std::uint32_t end = 0;     // index behind the last element below it
  std::uint32_t chars = 0;   // visible code points
  std::uint32_t link_chars = 0;
  std::uint32_t prose = 0;  // those in runs of text that look like sentences, outside links
  bool has_h1 = false;
  bool has_body_hint = false;
  bool has_field = false;  // one that a reader may fill in
};

/// All elements in document order; the first is the root. The tree must outlive them.
std::vector<Surveyed> survey(Tree const& tree);

/// Visible code points of a text.
std::uint32_t visible_chars(std::string_view text) noexcept;

}  // namespace rasid::page
