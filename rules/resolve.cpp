#include "rules/resolve.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/resolve_term.h"

namespace rasid::rules {
namespace {

/// The NOT that makes a condition hold on nothing, for the message to point at.
Node const& culprit(Node const& node) {
  if (node.kind == Node::Kind::any) return culprit(*std::ranges::find_if(node.children, holds_on_nothing));
  if (node.kind == Node::Kind::all || node.kind == Node::Kind::none || node.kind == Node::Kind::term) return node;
  return culprit(node.children.front());
}

class Resolver {
 public:
  Resolver(Vocabulary const& vocabulary, Terms& terms, std::vector<Problem>& errors)
      : vocabulary_(vocabulary), terms_(terms), errors_(errors) {}

  std::vector<Step> run(Node const& root) {
    add(root);
    return std::move(steps_);
  }

 private:
  void add(Node const& node) {
    std::size_t const at = steps_.size();
    steps_.push_back({.kind = node.kind, .link = node.link});
    if (node.kind == Node::Kind::term) {
      steps_[at].number = static_cast<std::uint32_t>(term(node));
      return;
    }
    for (Node const& child : node.children) add(child);
    steps_[at].number = static_cast<std::uint32_t>(steps_.size() - at);
  }

  TermId term(Node const& node) {
    std::string written = to_text(node);
    if (auto const known = terms_.find(written)) return *known;
    auto test = resolve_term(node, vocabulary_, errors_);
    if (!test) return TermId{};
    return terms_.add({std::move(written), *std::move(test)});
  }

  Vocabulary const& vocabulary_;
  Terms& terms_;
  std::vector<Problem>& errors_;
  std::vector<Step> steps_;
};

}  // namespace

std::optional<std::vector<Step>> resolve(Condition const& condition, Vocabulary const& vocabulary, Terms& terms,
                                         std::vector<Problem>& errors) {
  std::size_t const before = errors.size();
  std::vector<Step> steps = Resolver(vocabulary, terms, errors).run(condition.root);
  if (holds_on_nothing(condition.root)) {
    bool const whole = condition.root.kind != Node::Kind::any;
    errors.push_back(
        {culprit(condition.root).span,
         whole ? "the condition says only what is not wanted" : "this alternative says only what is not wanted",
         "it would hold on nearly every article, and nothing could be shown for it: add a term that must "
         "be there, as in actor:X NOT word"});
  }
  if (errors.size() > before) return std::nullopt;
  steps.shrink_to_fit();
  return steps;
}

}  // namespace rasid::rules
