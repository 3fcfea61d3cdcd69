#include "rules/evidence.h"

#include <algorithm>
#include <map>
#include <set>

namespace rasid::rules {
namespace {

using Found = Evaluation::Found;

/// The sentence with most distinct terms, the first of those.
std::uint32_t best_sentence(std::vector<Found> const& found, text::Document const& document) {
  std::map<std::uint32_t, std::set<TermId>> terms;
  for (Found const& each : found) terms[document.sentence_at(each.range.begin)].insert(each.term);
  std::uint32_t best = 0;
  std::size_t most = 0;
  for (auto const& [sentence, distinct] : terms) {
    if (distinct.size() <= most) continue;
    best = sentence;
    most = distinct.size();
  }
  return best;
}

/// `found` is ascending; so is what is left of it.
void keep_the_most_telling(std::vector<Found>& found, std::uint32_t sentence, text::Document const& document) {
  std::map<TermId, std::size_t> seen;
  std::vector<std::tuple<bool, std::size_t, std::size_t>> ranked;  // elsewhere, how many of the term before, which
  for (std::size_t i = 0; i < found.size(); ++i) {
    bool const elsewhere = document.sentence_at(found[i].range.begin) != sentence;
    ranked.emplace_back(elsewhere, seen[found[i].term]++, i);
  }
  std::ranges::sort(ranked);
  ranked.resize(max_evidence);
  std::vector<Found> kept;
  for (auto const& rank : ranked) kept.push_back(found[std::get<2>(rank)]);
  std::ranges::sort(kept);
  found = std::move(kept);
}

}  // namespace

void add_evidence(Expression expression, Evaluation& evaluation, Match& match) {
  std::vector<Found> found;
  evaluation.collect(expression, evaluation.subject().everything(), found);
  std::ranges::sort(found);
  auto const repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());

  text::Document const& document = evaluation.subject().document;
  match.sentence = best_sentence(found, document);
  if (found.size() > max_evidence) keep_the_most_telling(found, match.sentence, document);
  match.evidence.reserve(found.size());
  for (Found const& each : found) {
    match.evidence.push_back({each.range, evaluation.term(each.term).written, each.mention});
  }
}

}  // namespace rasid::rules
