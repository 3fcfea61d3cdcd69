#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "rules/watch_set.h"

namespace rasid::rules {

/// A set of one watch, called "search", for a condition that stands in no file: a search, a silence. What is wrong with
/// it is reported at its places, under the name "condition"; warnings are added to `warnings`.
std::expected<WatchSet, Diagnostics> condition_alone(std::string_view condition, Vocabulary const& vocabulary,
                                                     Diagnostics& warnings);

}  // namespace rasid::rules
