#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "rules/term_presence.h"

namespace rasid::rules {

/// How often terms held on the articles seen so far; what is older counts less.
struct TermCounts {
  double articles = 0;
  std::vector<float> seen;  // by term
};

/// What waiting for each term costs: the share of articles on which it will hold, and for a term that is not announced
/// the work of looking for it in every article. What was seen outweighs the guess as it grows.
std::vector<double> term_costs(std::span<Term const* const> terms, TermBits const& announced, TermCounts const& counts,
                               entities::Catalogue const& catalogue);

}  // namespace rasid::rules
