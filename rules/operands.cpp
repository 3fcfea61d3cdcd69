#include "rules/operands.h"

#include <algorithm>

#include <fmt/format.h>

namespace rasid::rules {
namespace {

bool has_a_place(Field field) {
  switch (field) {
    case Field::feed:
    case Field::lang:
    case Field::author:
    case Field::url:
    case Field::tag:
    case Field::age:
    case Field::watch:
    case Field::severity:
      return false;
    default:
      return true;
  }
}

/// The part that has no place in the text, or nullptr.
Node const* misfit(Node const& node) {
  if (node.kind == Node::Kind::term) return has_a_place(node.field) ? nullptr : &node;
  if (node.kind != Node::Kind::any) return &node;
  for (Node const& child : node.children) {
    if (Node const* const found = misfit(child)) return found;
  }
  return nullptr;
}

std::string_view what(Node const& node) {
  switch (node.kind) {
    case Node::Kind::all:
      return "AND";
    case Node::Kind::none:
      return "NOT";
    case Node::Kind::near:
      return "NEAR inside OR";
    case Node::Kind::term:
      return "an attribute of the article";
    default:
      return "a scope";
  }
}

}  // namespace

void check_operands(std::vector<Node> const& parts, std::vector<Problem>& errors) {
  for (Node const& part : parts) {
    if (part.kind == Node::Kind::near) continue;
    Node const* const wrong = misfit(part);
    if (wrong == nullptr) continue;
    errors.push_back(
        {wrong->span, fmt::format("{} cannot be near something", what(*wrong)),
         "NEAR and BEFORE stand between words, \"phrases\", actors, places, or (a OR b) of these; join the "
         "rest with AND"});
  }
}

Node joined_near(std::vector<Node> parts) {
  Node node;
  node.kind = Node::Kind::near;
  Span const first = parts.front().span;
  Span const last = parts.back().span;
  node.span = {first.offset, last.offset + last.length - first.offset};
  for (Node& part : parts) {
    if (part.kind != Node::Kind::near) {
      node.children.push_back(std::move(part));
      continue;
    }
    part.children.front().link = part.link;
    std::ranges::move(part.children, std::back_inserter(node.children));
  }
  return node;
}

}  // namespace rasid::rules
