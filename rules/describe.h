#pragma once

#include <string>
#include <vector>

#include "rules/around.h"
#include "rules/state/verdict.h"

namespace rasid::rules {

/// What stands around a condition, a line of plain words for each part.
std::vector<std::string> describe(Around const& around);

/// A verdict in plain words: "told", "not told yet: 3 of 5", "late".
std::string in_words(state::Verdict const& verdict);

}  // namespace rasid::rules
