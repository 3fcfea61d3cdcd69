#pragma once

#include <vector>

#include "rules/condition.h"
#include "rules/term.h"

namespace rasid::rules {

/// A condition in its compiled form: its tree, with terms by their number.
struct Expression {
  Node::Kind kind = Node::Kind::term;
  Span span;                         // in the condition's source
  TermId term{};                     // where kind is term
  std::vector<Expression> children;  // as in Node
};

}  // namespace rasid::rules
