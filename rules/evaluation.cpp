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
  auto const known = findings_.find(term);
  if (known != findings_.end()) return known->second;
  return findings_.emplace(term, find_term(this->term(term), subject_)).first->second;
}

bool Evaluation::term_holds(TermId term, ByteRange range) {
  if (presence_) {
    if (presence_->is_absent(term)) return false;
    if (presence_->is_certain(term) && range == subject_.everything()) return true;
  }
  Findings const& found = findings(term);
  if (found.everywhere) return true;
  auto at = std::ranges::lower_bound(found.hits, range.begin, {}, [](Hit const& hit) { return hit.range.begin; });
  for (; at != found.hits.end() && at->range.begin < range.end; ++at) {
    if (range.contains(at->range)) return true;
  }
  return false;
}

bool Evaluation::holds(Expression expression, ByteRange range) {
  switch (expression.front().kind) {
    case Node::Kind::term:
      return term_holds(expression.front().term(), range);
    case Node::Kind::all:
      return each_child(expression, [&](Expression child) { return holds(child, range); });
    case Node::Kind::any:
      return !each_child(expression, [&](Expression child) { return !holds(child, range); });
    case Node::Kind::none:
      return !holds(only_child(expression), range);
    case Node::Kind::near:
      return possible(expression, range) && !chains(expression, range).empty();
    default:
      break;
  }
  Expression const inner = only_child(expression);
  return possible(inner, range) &&
         std::ranges::any_of(units(expression.front().kind, range), [&](ByteRange unit) { return holds(inner, unit); });
}

bool Evaluation::possible(Expression expression, ByteRange range) {
  switch (expression.front().kind) {
    case Node::Kind::term:
      return term_holds(expression.front().term(), range);
    case Node::Kind::any:
      return !each_child(expression, [&](Expression child) { return !possible(child, range); });
    case Node::Kind::none:
      return true;
    default:
      return each_child(expression, [&](Expression child) { return possible(child, range); });
  }
}

void Evaluation::add_operand(Expression operand, ByteRange range, std::vector<Hit>& out) {
  if (!operand.front().is_term()) {
    each_child(operand, [&](Expression child) {
      add_operand(child, range, out);
      return true;
    });
    return;
  }
  if (presence_ && presence_->is_absent(operand.front().term())) return;
  for (Hit const& hit : findings(operand.front().term()).hits) {
    if (range.contains(hit.range)) out.push_back(hit);
  }
}

std::vector<Operand> Evaluation::chains(Expression near, ByteRange range) {
  std::vector<Operand> operands;
  each_child(near, [&](Expression child) {
    Operand& operand = operands.emplace_back();
    operand.link = child.front().link;
    add_operand(child, range, operand.hits);
    std::ranges::sort(operand.hits);
    return !operand.hits.empty();
  });
  if (!keep_chains(operands, subject_.document)) operands.clear();
  return operands;
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

void Evaluation::collect(Expression expression, ByteRange range, std::vector<Found>& out, bool outcome) {
  Node::Kind const kind = expression.front().kind;
  if (kind == Node::Kind::term) {
    if (outcome) add_hits(expression.front().term(), range, out);
  } else if (kind == Node::Kind::none) {
    collect(only_child(expression), range, out, !outcome);
  } else if (kind == Node::Kind::near) {
    if (outcome) add_chains(expression, range, out);
  } else if (!is_scope(kind)) {
    each_child(expression, [&](Expression child) {
      if (holds(child, range) == outcome) collect(child, range, out, outcome);
      return true;
    });
  } else if (!outcome) {
    for (ByteRange const unit : units(kind, range)) collect(only_child(expression), unit, out, false);
  } else {
    std::vector<Found> inside;
    best_unit(expression, range, inside);
    out.insert(out.end(), inside.begin(), inside.end());
  }
}

void Evaluation::add_chains(Expression near, ByteRange range, std::vector<Found>& out) {
  auto const operands = chains(near, range);
  if (operands.empty()) return;
  std::size_t at = 0;
  each_child(near, [&](Expression child) {
    std::vector<Found> found;
    gather(child, range, found);
    for (Found const& each : found) {
      if (std::ranges::binary_search(operands[at].hits, Hit{each.range, each.mention})) out.push_back(each);
    }
    ++at;
    return true;
  });
}

std::optional<ByteRange> Evaluation::best_unit(Expression scope, ByteRange range) {
  std::vector<Found> inside;
  return best_unit(scope, range, inside);
}

std::optional<ByteRange> Evaluation::best_unit(Expression scope, ByteRange range, std::vector<Found>& inside) {
  std::optional<ByteRange> best;
  std::size_t most = 0;
  std::vector<Found> found;
  for (ByteRange const unit : units(scope.front().kind, range)) {
    if (!holds(only_child(scope), unit)) continue;
    found.clear();
    collect(only_child(scope), unit, found);
    std::size_t const distinct = distinct_terms(found);
    if (best && distinct <= most) continue;
    best = unit;
    most = distinct;
    inside.swap(found);
  }
  return best;
}

void Evaluation::gather(Expression expression, ByteRange range, std::vector<Found>& out) {
  if (expression.front().kind == Node::Kind::none) return;
  if (expression.front().is_term()) return add_hits(expression.front().term(), range, out);
  each_child(expression, [&](Expression child) {
    gather(child, range, out);
    return true;
  });
}

std::optional<ByteRange> Evaluation::nearest_unit(Expression scope, ByteRange range) {
  std::optional<ByteRange> best;
  std::size_t most = 0;
  std::vector<Found> found;
  for (ByteRange const unit : units(scope.front().kind, range)) {
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
