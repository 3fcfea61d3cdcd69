#pragma once

#include <expected>
#include <string_view>
#include <vector>

#include "rules/condition.h"

namespace rasid::rules {

/// Reads a condition (docs/watches.md has the grammar). Reports everything it can find wrong in one go, in the order of
/// the text, at most 20 problems; never throws for odd input, and takes time linear in its size.
std::expected<Condition, std::vector<ParseError>> parse_condition(std::string_view text);

}  // namespace rasid::rules
