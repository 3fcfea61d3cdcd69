#pragma once

#include <optional>
#include <vector>

#include "rules/condition.h"
#include "rules/term.h"
#include "rules/vocabulary.h"

namespace rasid::rules {

/// What a node of kind `term` looks for; nothing, after reporting, where it names something that is not known.
std::optional<decltype(Term::test)> resolve_term(Node const& node, Vocabulary const& vocabulary,
                                                 std::vector<Problem>& errors);

}  // namespace rasid::rules
