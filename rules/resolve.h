#pragma once

#include <optional>
#include <vector>

#include "rules/condition.h"
#include "rules/expression.h"
#include "rules/terms.h"
#include "rules/vocabulary.h"

namespace rasid::rules {

/// Holds a condition against known names and compiles it; its terms are added to `terms`. Nothing where a name is not
/// known, a term has nothing to look for, or the condition is one of NOT only; each is added to `errors` with what to
/// write instead.
std::optional<std::vector<Step>> resolve(Condition const& condition, Vocabulary const& vocabulary, Terms& terms,
                                         std::vector<Problem>& errors);

}  // namespace rasid::rules
