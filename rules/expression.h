#pragma once

#include <span>
#include <vector>

#include "rules/condition.h"
#include "rules/term.h"

namespace rasid::rules {

/// One node of a compiled condition. The nodes of a tree stand one after the other, a parent before its children, so
/// that a condition is one short piece of memory.
struct Step {
  Node::Kind kind = Node::Kind::term;
  Link link;                 // where it is a second or later operand of Kind::near
  std::uint32_t number = 0;  // term: its TermId; else how many steps the node has, itself included

  [[nodiscard]] bool is_term() const noexcept { return kind == Node::Kind::term; }
  [[nodiscard]] TermId term() const noexcept { return TermId{number}; }
  [[nodiscard]] std::size_t size() const noexcept { return is_term() ? 1 : number; }
};

/// A condition in its compiled form, or one node of it with all below. Never empty.
using Expression = std::span<Step const>;

/// Visits the children of a node that is no term, each as an expression, until `visit` returns false; false if it did.
template <class Visit>
bool each_child(Expression node, Visit visit) {
  for (std::size_t at = 1; at < node.size();) {
    std::size_t const size = node[at].size();
    if (!visit(node.subspan(at, size))) return false;
    at += size;
  }
  return true;
}

/// The one child of NOT and of a scope.
inline Expression only_child(Expression node) {
  return node.subspan(1);
}

}  // namespace rasid::rules
