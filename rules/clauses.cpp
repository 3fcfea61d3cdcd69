#include "rules/clauses.h"

#include <algorithm>

namespace rasid::rules {
namespace {

class Collector {
 public:
  explicit Collector(std::span<double const> costs) : costs_(costs) {}

  /// What must be there for `node` to come out as `outcome`.
  std::vector<Clause> run(Expression node, bool outcome) const {
    switch (node.front().kind) {
      case Node::Kind::term:
        if (!outcome) return {};
        return {{{node.front().term()}, costs_[static_cast<std::size_t>(node.front().term())]}};
      case Node::Kind::none:
        return run(only_child(node), !outcome);
      case Node::Kind::all:
        return outcome ? every(node, outcome) : either(node, outcome);
      case Node::Kind::any:
        return outcome ? either(node, outcome) : every(node, outcome);
      default:  // NEAR and scopes fail for many reasons, but hold only on what holds inside
        return outcome ? every(node, outcome) : std::vector<Clause>{};
    }
  }

 private:
  std::vector<Clause> every(Expression node, bool outcome) const {
    std::vector<Clause> out;
    each_child(node, [&](Expression child) {
      std::ranges::move(run(child, outcome), std::back_inserter(out));
      return true;
    });
    return out;
  }

  /// One clause: the cheapest of each alternative together.
  std::vector<Clause> either(Expression node, bool outcome) const {
    Clause joined;
    bool const all = each_child(node, [&](Expression child) {
      auto const of_child = run(child, outcome);
      if (of_child.empty()) return false;
      Clause const& cheapest = *std::ranges::min_element(of_child, {}, &Clause::cost);
      joined.terms.insert(joined.terms.end(), cheapest.terms.begin(), cheapest.terms.end());
      joined.cost += cheapest.cost;
      return true;
    });
    if (!all) return {};
    std::ranges::sort(joined.terms);
    joined.terms.erase(std::ranges::unique(joined.terms).begin(), joined.terms.end());
    return {std::move(joined)};
  }

  std::span<double const> costs_;
};

}  // namespace

std::vector<Clause> clauses_of(Expression condition, std::span<double const> costs) {
  auto out = Collector(costs).run(condition, true);
  std::ranges::stable_sort(out, {}, &Clause::cost);
  return out;
}

}  // namespace rasid::rules
