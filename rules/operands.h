#pragma once

#include <vector>

#include "rules/condition.h"

namespace rasid::rules {

/// Reports each operand of NEAR and BEFORE that has no place in the text: only words, phrases, names of actors and
/// places, and groups of these with OR have one. Operands without a value (reported already) are passed over.
void check_operands(std::vector<Node> const& parts, std::vector<Problem>& errors);

/// One node over the operands; those that are such nodes themselves are opened, since each operand is tied to its
/// neighbour only.
Node joined_near(std::vector<Node> parts);

}  // namespace rasid::rules
