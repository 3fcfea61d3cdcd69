#pragma once

#include <span>
#include <vector>

#include "rules/expression.h"

namespace rasid::rules {

/// Terms of which at least one must hold on an article, whatever else, for a condition to hold on it.
struct Clause {
  std::vector<TermId> terms;
  double cost = 0;  // the sum of its terms' costs
};

/// Clauses of a condition, the cheapest first. `costs`, by term: how often it holds, and what looking for it costs. A
/// condition that cannot hold on nothing (see holds_on_nothing) has at least one.
std::vector<Clause> clauses_of(Expression condition, std::span<double const> costs);

}  // namespace rasid::rules
