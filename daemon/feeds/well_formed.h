#pragma once

#include <cstddef>
#include <string_view>

namespace rasid::feeds {

/// What a first look at a document saw.
struct FirstLook {
  /// No need of repair: nothing of what repair_xml() mends and a parser would let pass was seen: references are XML's
  /// own and name characters that XML allows, no control characters, no '<' inside a value, one root with nothing but
  /// comments and instructions around it, every section closed, no document type. Names and the nesting of tags are the
  /// parser's to check.
  bool plain = false;
  bool too_deep = false;
  bool too_many = false;
};

/// Looks through UTF-8 XML once, much faster than repair_xml() and without a copy; stops at the first fault.
FirstLook look_at(std::string_view xml, std::size_t depth_limit, std::size_t element_limit);

}  // namespace rasid::feeds
