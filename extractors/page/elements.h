#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rasid::page {

/// What becomes of an element before the tree is built.
enum class Fate : std::uint8_t {
  plain,      // kept, nests
  leaf,       // kept; has no end tag, or one that may be left out: its nesting is bounded by what is around it
  inlined,    // its tags change no layout: left out unless they carry a mark, then written as span
  dropped,    // with everything up to its end tag
  ignored,    // the tag alone
  statement,  // meta and link: read, not written
};

struct Element {
  std::string_view name;
  Fate fate;
};

/// The element of that name (lower case); one of the fate `plain` for those not listed.
Element const& element_named(std::string_view name);

/// Listed elements have numbers below this; others have this.
std::size_t element_count();
std::size_t index_of(Element const& element);

}  // namespace rasid::page
