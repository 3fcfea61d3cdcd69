#pragma once

#include <optional>
#include <vector>

#include "rules/condition.h"
#include "rules/lexer.h"

namespace rasid::rules {

/// Settles how the value of `field` is to be compared ('*', '@', '=' and quotes), or reports why it is not one that the
/// field takes.
std::optional<Value> read_value(Field field, Token const& token, std::vector<Problem>& errors);

}  // namespace rasid::rules
