#pragma once

#include <string>
#include <vector>

namespace rasid::store {

/// Tags as they are stored: a JSON array of strings.
std::string tags_text(std::vector<std::string> const& tags);
/// The strings of such an array; what else may stand there after somebody's edit is passed over.
std::vector<std::string> tags_of(std::string const& text);

}  // namespace rasid::store
