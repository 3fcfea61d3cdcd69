#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "extractors/gazetteer/compile/source_place.h"

namespace rasid::gazetteer {

/// Lays out the file (layout.h): countries and regions among `places` contain the others by their codes. A name that
/// folds to nothing or to more than 16 words is left out; those in `words` are marked as words. `notice` is kept as it
/// is. The same input gives the same bytes. `part` is told 0 … 1.
std::string lay_out(std::vector<SourcePlace> places, std::unordered_set<std::string> const& words,
                    std::string_view notice, std::function<void(double)> const& part = {});

}  // namespace rasid::gazetteer
