#pragma once

#include <optional>
#include <vector>

#include "rules/expression.h"
#include "rules/find_term.h"
#include "rules/match.h"
#include "rules/terms.h"

namespace rasid::rules {

/// Holds conditions against one article. Looks for each term at most once, when it is first asked. For one thread; the
/// terms and the subject must outlive it.
class Evaluation {
 public:
  /// A hit and the term it satisfies.
  struct Found {
    ByteRange range;
    TermId term{};
    std::int32_t mention = -1;

    friend auto operator<=>(Found const&, Found const&) = default;
  };

  Evaluation(Terms const& terms, Subject const& subject) : terms_(terms), subject_(subject), findings_(terms.size()) {}

  [[nodiscard]] bool holds(Expression const& expression) { return holds(expression, subject_.everything()); }
  /// The same with only the text of `range` to look at. Attributes of the article hold anywhere.
  [[nodiscard]] bool holds(Expression const& expression, ByteRange range);

  /// Adds the hits inside `range` that make the expression true there: all sides of an OR that are, nothing of a NOT,
  /// and of a scope those of its best unit. Asks nothing of an expression that does not hold.
  void collect(Expression const& expression, ByteRange range, std::vector<Found>& out);

  /// The sentences (paragraphs, title) of a scope that touch `range`, cut to it.
  [[nodiscard]] std::vector<ByteRange> units(Node::Kind scope, ByteRange range) const;
  /// Of the units in which the scope's condition holds the one with most distinct terms, the first of those.
  [[nodiscard]] std::optional<ByteRange> best_unit(Expression const& scope, ByteRange range);
  /// Where it holds in none: the unit in which most distinct terms are found, for an explanation.
  [[nodiscard]] std::optional<ByteRange> nearest_unit(Expression const& scope, ByteRange range);

  [[nodiscard]] Findings const& findings(TermId term);
  [[nodiscard]] Subject const& subject() const noexcept { return subject_; }
  [[nodiscard]] Terms const& terms() const noexcept { return terms_; }

 private:
  [[nodiscard]] bool term_holds(TermId term, ByteRange range);
  /// False where the expression cannot hold in any part of `range`: what it needs is not there.
  [[nodiscard]] bool possible(Expression const& expression, ByteRange range);
  /// Every hit of its terms inside `range`, true or not, except those under NOT.
  void gather(Expression const& expression, ByteRange range, std::vector<Found>& out);
  void add_hits(TermId term, ByteRange range, std::vector<Found>& out);

  Terms const& terms_;
  Subject subject_;
  std::vector<std::optional<Findings>> findings_;
};

/// Number of different terms among the hits.
std::size_t distinct_terms(std::vector<Evaluation::Found> const& found);

}  // namespace rasid::rules
