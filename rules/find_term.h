#pragma once

#include <cstdint>
#include <vector>

#include "extractors/model/range.h"
#include "rules/subject.h"
#include "rules/term.h"

namespace rasid::rules {

/// A span of the text that satisfies a term.
struct Hit {
  ByteRange range;
  std::int32_t mention = -1;  // index, where the term is about an entity

  friend auto operator<=>(Hit const&, Hit const&) = default;
};

/// What an article has to offer for a term.
struct Findings {
  bool everywhere = false;  // an attribute of the article that fits: true wherever in the text it is asked
  std::vector<Hit> hits;    // ascending
};

Findings find_term(Term const& term, Subject const& subject);

}  // namespace rasid::rules
