#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rasid::rules {

/// Texts of three bytes at least, ASCII letters in lower case, of which one must be in every (lowered) text that the
/// pattern fits. Empty where no such set can be read off the pattern: it must be tried on every article then.
std::vector<std::string> required_literals(std::string_view pattern);

}  // namespace rasid::rules
