#pragma once

#include <cstdint>
#include <string_view>

#include "extractors/model/range.h"

namespace rasid::names {

/// An occurrence of a phrase.
struct Hit {
  std::uint32_t phrase = 0;  // index into what the table was built from
  ByteRange range;           // of the document's text, without what was peeled
  std::string_view peeled;   // folded prefix taken off the first word, in static storage; or empty
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;

  friend bool operator==(Hit const&, Hit const&) = default;
};

}  // namespace rasid::names
