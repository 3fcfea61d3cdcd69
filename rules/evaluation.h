#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "rules/expression.h"
#include "rules/find_term.h"
#include "rules/match.h"
#include "rules/proximity.h"
#include "rules/term_presence.h"

namespace rasid::rules {

/// Holds conditions against one article. Looks for each term at most once, when it is first asked; not at all where
/// `presence` can answer already. For one thread; what it is given must outlive it.
class Evaluation {
 public:
  /// A hit and the term it satisfies.
  struct Found {
    ByteRange range;
    TermId term{};
    std::int32_t mention = -1;

    friend auto operator<=>(Found const&, Found const&) = default;
  };

  Evaluation(std::span<Term const* const> terms, Subject const& subject,
             std::optional<TermPresence> presence = std::nullopt)
      : terms_(terms), subject_(subject), presence_(presence) {}

  [[nodiscard]] bool holds(Expression expression) { return holds(expression, subject_.everything()); }
  /// The same with only the text of `range` to look at. Attributes of the article hold anywhere.
  [[nodiscard]] bool holds(Expression expression, ByteRange range);

  /// Adds the hits inside `range` that make the expression come out as it does (`outcome`): all sides of an OR that are
  /// true, of a scope those of its best unit, and of a NOT only what a second NOT inside it turns round again.
  void collect(Expression expression, ByteRange range, std::vector<Found>& out, bool outcome = true);

  /// The sentences (paragraphs, title) of a scope that touch `range`, cut to it.
  [[nodiscard]] std::vector<ByteRange> units(Node::Kind scope, ByteRange range) const;
  /// Of the units in which the scope's condition holds the one with most distinct terms, the first of those.
  [[nodiscard]] std::optional<ByteRange> best_unit(Expression scope, ByteRange range);
  /// Where it holds in none: the unit in which most distinct terms are found, for an explanation.
  [[nodiscard]] std::optional<ByteRange> nearest_unit(Expression scope, ByteRange range);

  [[nodiscard]] Findings const& findings(TermId term);
  [[nodiscard]] Subject const& subject() const noexcept { return subject_; }
  [[nodiscard]] Term const& term(TermId id) const noexcept { return *terms_[static_cast<std::size_t>(id)]; }

 private:
  /// best_unit(), and what stands in it: collecting anew at each of many nested scopes would take for ever.
  std::optional<ByteRange> best_unit(Expression scope, ByteRange range, std::vector<Found>& inside);
  [[nodiscard]] bool term_holds(TermId term, ByteRange range);
  /// False where the expression cannot hold in any part of `range`: what it needs is not there.
  [[nodiscard]] bool possible(Expression expression, ByteRange range);
  /// Every hit of its terms inside `range`, true or not, except those under NOT.
  void gather(Expression expression, ByteRange range, std::vector<Found>& out);
  /// The hits inside `range` of each operand of NEAR that are part of a whole chain; empty where there is none.
  [[nodiscard]] std::vector<Operand> chains(Expression near, ByteRange range);
  void add_chains(Expression near, ByteRange range, std::vector<Found>& out);
  void add_operand(Expression operand, ByteRange range, std::vector<Hit>& out);
  void add_hits(TermId term, ByteRange range, std::vector<Found>& out);

  std::span<Term const* const> terms_;
  Subject subject_;
  std::optional<TermPresence> presence_;
  std::unordered_map<TermId, Findings> findings_;
};

/// Number of different terms among the hits.
std::size_t distinct_terms(std::vector<Evaluation::Found> const& found);

}  // namespace rasid::rules
