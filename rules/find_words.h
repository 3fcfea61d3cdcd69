#pragma once

#include <vector>

#include "rules/find_term.h"

namespace rasid::rules {

/// Every place of the words, ascending, one a token at which they begin.
std::vector<Hit> find_words(WordsTerm const& term, Subject const& subject);
std::vector<Hit> find_exact(ExactTerm const& term, Subject const& subject);

}  // namespace rasid::rules
