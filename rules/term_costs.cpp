#include "rules/term_costs.h"

#include <algorithm>

#include "extractors/model/utf8.h"

namespace rasid::rules {
namespace {

/// How many articles a guess is worth.
constexpr double weight_of_guess = 100;
constexpr double look_everywhere = 1.0;

/// The share of articles a term may hold on, before any was seen. Rough: only the order matters, and only at first.
struct Guess {
  entities::Catalogue const& catalogue;

  static double of_word(std::string_view word, bool beginning) {
    std::size_t const letters = code_points(word);
    double const whole = letters <= 2 ? 0.3 : letters <= 4 ? 0.05 : letters <= 6 ? 0.02 : 0.005;
    return beginning ? std::min(1.0, whole * 3) : whole;
  }
  double operator()(WordsTerm const& term) const {
    double rarest = 1;
    for (WordPattern const& word : term.words) rarest = std::min(rarest, of_word(word.folded, word.prefix));
    return rarest / static_cast<double>(term.words.size());
  }
  double operator()(ExactTerm const& term) const { return of_word(term.first, false) / 2; }
  double operator()(EntityTerm const& term) const {
    if (term.any) return 0.9;
    double sum = 0;
    for (EntityIndex const index : term.entities) {
      bool const place = catalogue.kind(index) == EntityKind::place;
      std::string_view const kind = place ? catalogue.place_kind(index) : "";
      bool const wide = term.inside && (kind == "country" || kind == "region");
      sum += wide ? 0.1 : place ? 0.01 : 0.005;
    }
    return std::min(0.9, sum);
  }
  double operator()(CountryTerm const&) const { return 0.1; }
  double operator()(AttributeTerm const& term) const { return term.field == Field::lang ? 0.2 : 0.02; }
  double operator()(RegexTerm const&) const { return 0.02; }
  double operator()(AgeTerm const&) const { return 0.9; }
  double operator()(WatchTerm const&) const { return 0.9; }
  double operator()(SeverityTerm const&) const { return 0.9; }
};

}  // namespace

std::vector<double> term_costs(std::span<Term const* const> terms, TermBits const& announced, TermCounts const& counts,
                               entities::Catalogue const& catalogue) {
  std::vector<double> out(terms.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    double const guess = std::visit(Guess{catalogue}, terms[i]->test);
    double const seen = i < counts.seen.size() ? static_cast<double>(counts.seen[i]) : 0;
    out[i] = (guess * weight_of_guess + seen) / (weight_of_guess + counts.articles);
    if (!announced.has(static_cast<TermId>(i))) out[i] += look_everywhere;
  }
  return out;
}

}  // namespace rasid::rules
