#pragma once

#include <cstddef>

#include "rules/evaluation.h"
#include "rules/match.h"

namespace rasid::rules {

/// Spans kept for one match at most.
inline constexpr std::size_t max_evidence = 64;

/// What to show for an expression that holds: fills evidence and sentence of `match`. Where there is more than
/// max_evidence, what stands in the best sentence is kept first, then the first places of each term.
void add_evidence(Expression expression, Evaluation& evaluation, Match& match);

}  // namespace rasid::rules
