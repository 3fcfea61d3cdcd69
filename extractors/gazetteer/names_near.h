#pragma once

#include <functional>
#include <string_view>

#include "extractors/gazetteer/gazetteer.h"

namespace rasid::gazetteer {

/// Calls `each` with the labels of settlements and regions that could be meant by a misspelt `word`: names that begin
/// with the same letter and are about as long. Looks at every name, so it is for messages only.
void for_names_near(Gazetteer const& gazetteer, std::string_view word,
                    std::function<void(std::string_view)> const& each);

}  // namespace rasid::gazetteer
