#pragma once

#include <vector>

#include "extractors/page/outline.h"

namespace rasid::page {

/// For each block: whether it belongs to a row of teasers, that is to one of several neighbours under one parent that
/// each open with a link to elsewhere and say little more. Knows no words and no names, so it holds in any language.
std::vector<bool> find_teasers(Outline const& outline);

}  // namespace rasid::page
