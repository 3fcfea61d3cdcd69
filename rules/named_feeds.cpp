#include "rules/named_feeds.h"

#include <algorithm>

#include "rules/parser.h"

namespace rasid::rules {
namespace {

std::vector<std::string> feeds_in(Node const& node) {
  std::vector<std::string> out;
  switch (node.kind) {
    case Node::Kind::term: {
      bool const one = node.field == Field::feed && (node.value.form == Form::word || node.value.form == Form::exact);
      if (one) out.push_back(node.value.text);
      break;
    }
    case Node::Kind::any:
      for (Node const& child : node.children) {
        std::vector<std::string> const feeds = feeds_in(child);
        if (feeds.empty()) return {};
        out.insert(out.end(), feeds.begin(), feeds.end());
      }
      break;
    case Node::Kind::none:
      break;
    default:
      for (Node const& child : node.children) {
        out = feeds_in(child);
        if (!out.empty()) break;
      }
  }
  return out;
}

}  // namespace

std::vector<std::string> named_feeds(Watch const& watch) {
  auto const condition = parse_condition(watch.when);
  if (!condition) return {};
  std::vector<std::string> out = feeds_in(condition->root);
  std::ranges::sort(out);
  auto const repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

}  // namespace rasid::rules
