#pragma once

#include <vector>

#include "extractors/text/document.h"
#include "rules/expression.h"
#include "rules/find_term.h"

namespace rasid::rules {

/// One operand of a chain of NEAR and BEFORE: what of it was found, and how it is tied to the operand before.
struct Operand {
  Link link;              // of the first: unused
  std::vector<Hit> hits;  // ascending
};

/// Removes every hit that is not part of a whole chain: from each operand one hit, each within its link's distance of
/// the hit before it, in words (1 is the next word), apart from it, and both in the title or both in the body. Returns
/// whether anything is left.
bool keep_chains(std::vector<Operand>& operands, text::Document const& document);

}  // namespace rasid::rules
