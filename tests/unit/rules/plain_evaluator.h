#pragma once

#include <algorithm>
#include <map>

#include "rules/find_term.h"
#include "rules/parser.h"
#include "rules/resolve.h"
#include "tests/unit/rules/small_world.h"

namespace rasid::rules {

/// A second reading of the language, as plain as can be: it walks the tree of a condition, asks for every term, tries
/// every sentence and every combination of places. What the compiled matcher says must be the same.
class PlainEvaluator {
 public:
  PlainEvaluator(Subject const& subject, Vocabulary const& vocabulary) : subject_(subject), vocabulary_(vocabulary) {}

  bool holds(Node const& node) { return holds(node, subject_.everything()); }

 private:
  bool holds(Node const& node, ByteRange range) {
    auto const here = [&](Node const& child) { return holds(child, range); };
    switch (node.kind) {
      case Node::Kind::term:
        return findings(node).everywhere || !hits(node, range).empty();
      case Node::Kind::all:
        return std::ranges::all_of(node.children, here);
      case Node::Kind::any:
        return std::ranges::any_of(node.children, here);
      case Node::Kind::none:
        return !here(node.children.front());
      case Node::Kind::near: {
        std::vector<ByteRange> const first = hits(node.children.front(), range);
        return std::ranges::any_of(first, [&](ByteRange hit) { return leads_on(node, 1, hit, range); });
      }
      case Node::Kind::title:
        return inside(node, {subject_.document.title()}, range);
      case Node::Kind::paragraph:
        return inside(node, subject_.document.paragraphs(), range);
      case Node::Kind::sentence:
        return inside(node, subject_.document.sentences(), range);
    }
    return false;
  }

  template <class Units>
  bool inside(Node const& scope, Units const& units, ByteRange range) {
    for (ByteRange const unit : units) {
      ByteRange const cut{std::max(unit.begin, range.begin), std::min(unit.end, range.end)};
      if (!cut.empty() && holds(scope.children.front(), cut)) return true;
    }
    return false;
  }
  bool inside(Node const& scope, std::initializer_list<ByteRange> units, ByteRange range) {
    return inside(scope, std::vector<ByteRange>(units), range);
  }

  bool leads_on(Node const& near, std::size_t operand, ByteRange before, ByteRange range) {
    if (operand == near.children.size()) return true;
    Node const& next = near.children[operand];
    for (ByteRange const hit : hits(next, range)) {
      if (tied(before, hit, next.link) && leads_on(near, operand + 1, hit, range)) return true;
    }
    return false;
  }

  bool tied(ByteRange a, ByteRange b, Link link) const {
    if (subject_.document.title().contains(a) != subject_.document.title().contains(b)) return false;
    auto const [a_first, a_last] = words(a);
    auto const [b_first, b_last] = words(b);
    if (a_last < b_first) return b_first - a_last <= link.distance;
    return !link.ordered && b_last < a_first && a_first - b_last <= link.distance;
  }

  /// Numbers of the first and the last word that a span touches.
  [[nodiscard]] std::pair<std::size_t, std::size_t> words(ByteRange range) const {
    auto const tokens = subject_.document.tokens();
    std::size_t first = 0;
    while (first < tokens.size() && tokens[first].range.end <= range.begin) ++first;
    std::size_t last = first;
    while (last + 1 < tokens.size() && tokens[last + 1].range.begin < range.end) ++last;
    return {first, last};
  }

  Findings const& findings(Node const& term) {
    std::string const written = to_text(term);
    auto const known = findings_.find(written);
    if (known != findings_.end()) return known->second;
    Terms terms;
    std::vector<Problem> errors;
    Condition const alone{written, term, {}};
    EXPECT_TRUE(resolve(alone, vocabulary_, terms, errors)) << written;
    return findings_.emplace(written, find_term(terms[TermId{0}], subject_)).first->second;
  }

  std::vector<ByteRange> hits(Node const& node, ByteRange range) {
    std::vector<ByteRange> out;
    if (node.kind == Node::Kind::any) {
      for (Node const& child : node.children) std::ranges::copy(hits(child, range), std::back_inserter(out));
      return out;
    }
    for (Hit const& hit : findings(node).hits) {
      if (range.contains(hit.range)) out.push_back(hit.range);
    }
    return out;
  }

  Subject subject_;
  Vocabulary const& vocabulary_;
  std::map<std::string, Findings> findings_;
};

}  // namespace rasid::rules
