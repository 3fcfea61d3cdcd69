#include "rules/filing.h"

#include <algorithm>

#include "rules/clauses.h"

namespace rasid::rules {
namespace {

/// A clause that fits into a posting, and whose terms are announced, so that their absence says something.
Clause const* second_clause(std::vector<Clause> const& clauses, TermBits const& announced) {
  for (Clause const& clause : std::span(clauses).subspan(1)) {
    bool const known = std::ranges::all_of(clause.terms, [&](TermId term) { return announced.has(term); });
    if (known && clause.terms.size() <= 2) return &clause;
  }
  return nullptr;
}

}  // namespace

Filing::Filing(std::span<Expression const> conditions, TermBits const& announced, std::span<double const> costs)
    : first_(costs.size() + 1, 0) {
  std::vector<std::pair<TermId, Posting>> all;
  all.reserve(conditions.size() * 2);
  for (std::uint32_t watch = 0; watch < conditions.size(); ++watch) {
    auto const clauses = clauses_of(conditions[watch], costs);
    if (clauses.empty()) continue;  // holds on nothing; such a condition is refused where it is read
    Clause const* const second = second_clause(clauses, announced);
    for (TermId const term : clauses.front().terms) {
      Posting const posting{watch, second != nullptr ? second->terms.front() : term,
                            second != nullptr ? second->terms.back() : term};
      all.emplace_back(term, posting);
    }
  }
  for (auto const& [term, posting] : all) ++first_[static_cast<std::size_t>(term) + 1];
  for (std::size_t i = 1; i < first_.size(); ++i) {
    bool const waited_for = first_[i] > 0;
    auto const term = static_cast<TermId>(i - 1);
    if (waited_for && !announced.has(term)) looked_for_.push_back(term);
    first_[i] += first_[i - 1];
  }
  postings_.resize(all.size());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  for (auto const& [term, posting] : all) postings_[next[static_cast<std::size_t>(term)]++] = posting;
}

}  // namespace rasid::rules
