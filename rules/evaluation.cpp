#include "rules/evaluation.h"

#include <algorithm>

namespace rasid::rules {
namespace {

bool is_scope(Node::Kind kind) {
  return kind == Node::Kind::sentence || kind == Node::Kind::paragraph || kind == Node::Kind::title;
}

}  // namespace

std::size_t distinct_terms(std::vector<Evaluation::Found> const& found) {
  std::vector<TermId> terms;
  terms.reserve(found.size());
  for (auto const& each : found) terms.push_back(each.term);
  std::ranges::sort(terms);
  return terms.size() - std::ranges::unique(terms).size();
}

Findings const& Evaluation::findings(TermId term) {
  auto& known = findings_[static_cast<std::size_t>(term)];
  if (!known) known = find_term(terms_[term], subject_);
  return *known;
}

bool Evaluation::term_holds(TermId term, ByteRange range) {
  Findings const& found = findings(term);
  if (found.everywhere) return true;
  auto at = std::ranges::lower_bound(found.hits, range.begin, {}, [](Hit const& hit) { return hit.range.begin; });
  for (; at != found.hits.end() && at->range.begin < range.end; ++at) {
    if (range.contains(at->range)) return true;
  }
  return false;
}

bool Evaluation::holds(Expression const& expression, ByteRange range) {
  auto const here = [&](Expression const& child) { return holds(child, range); };
  switch (expression.kind) {
    case Node::Kind::term:
      return term_holds(expression.term, range);
    case Node::Kind::all:
      return std::ranges::all_of(expression.children, here);
    case Node::Kind::any:
      return std::ranges::any_of(expression.children, here);
    case Node::Kind::none:
      return !here(expression.children.front());
    default:
      break;
  }
  Expression const& inner = expression.children.front();
  return possible(inner, range) &&
         std::ranges::any_of(units(expression.kind, range), [&](ByteRange unit) { return holds(inner, unit); });
}

bool Evaluation::possible(Expression const& expression, ByteRange range) {
  auto const here = [&](Expression const& child) { return possible(child, range); };
  switch (expression.kind) {
    case Node::Kind::term:
      return term_holds(expression.term, range);
    case Node::Kind::any:
      return std::ranges::any_of(expression.children, here);
    case Node::Kind::none:
      return true;
    default:
      return std::ranges::all_of(expression.children, here);
  }
}

std::vector<ByteRange> Evaluation::units(Node::Kind scope, ByteRange range) const {
  text::Document const& document = subject_.document;
  ByteRange const title = document.title();
  std::span<ByteRange const> all = document.sentences();
  if (scope == Node::Kind::paragraph) all = document.paragraphs();
  if (scope == Node::Kind::title) all = title.empty() ? std::span<ByteRange const>{} : std::span(&title, 1);
  std::vector<ByteRange> out;
  auto at = std::ranges::upper_bound(all, range.begin, {}, &ByteRange::end);
  for (; at != all.end() && at->begin < range.end; ++at) {
    out.push_back({std::max(at->begin, range.begin), std::min(at->end, range.end)});
  }
  return out;
}

void Evaluation::add_hits(TermId term, ByteRange range, std::vector<Found>& out) {
  Findings const& found = findings(term);
  auto at = std::ranges::lower_bound(found.hits, range.begin, {}, [](Hit const& hit) { return hit.range.begin; });
  for (; at != found.hits.end() && at->range.begin < range.end; ++at) {
    if (range.contains(at->range)) out.push_back({at->range, term, at->mention});
  }
}

void Evaluation::collect(Expression const& expression, ByteRange range, std::vector<Found>& out) {
  if (expression.kind == Node::Kind::term) return add_hits(expression.term, range, out);
  if (expression.kind == Node::Kind::none) return;
  if (is_scope(expression.kind)) {
    if (auto const unit = best_unit(expression, range)) collect(expression.children.front(), *unit, out);
    return;
  }
  for (Expression const& child : expression.children) {
    if (holds(child, range)) collect(child, range, out);
  }
}

std::optional<ByteRange> Evaluation::best_unit(Expression const& scope, ByteRange range) {
  std::optional<ByteRange> best;
  std::size_t most = 0;
  std::vector<Found> found;
  for (ByteRange const unit : units(scope.kind, range)) {
    if (!holds(scope.children.front(), unit)) continue;
    found.clear();
    collect(scope.children.front(), unit, found);
    std::size_t const distinct = distinct_terms(found);
    if (best && distinct <= most) continue;
    best = unit;
    most = distinct;
  }
  return best;
}

void Evaluation::gather(Expression const& expression, ByteRange range, std::vector<Found>& out) {
  if (expression.kind == Node::Kind::none) return;
  if (expression.kind == Node::Kind::term) return add_hits(expression.term, range, out);
  for (Expression const& child : expression.children) gather(child, range, out);
}

std::optional<ByteRange> Evaluation::nearest_unit(Expression const& scope, ByteRange range) {
  std::optional<ByteRange> best;
  std::size_t most = 0;
  std::vector<Found> found;
  for (ByteRange const unit : units(scope.kind, range)) {
    found.clear();
    gather(scope, unit, found);
    std::size_t const distinct = distinct_terms(found);
    if (best && distinct <= most) continue;
    best = unit;
    most = distinct;
  }
  return best;
}

}  // namespace rasid::rules
