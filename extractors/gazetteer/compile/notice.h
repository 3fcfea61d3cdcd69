#pragma once

#include <string_view>

namespace rasid::gazetteer {

/// What the file says of its sources, as their licences ask. One line for each.
std::string_view notice();

}  // namespace rasid::gazetteer
