#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

namespace rasid::gazetteer {

/// Adds the folded words of a spelling dictionary, plain or hunspell's ("word/FLAGS"), that begin with a small letter,
/// or are in a script that has none.
void add_words(std::string_view dictionary, std::unordered_set<std::string>& out);

}  // namespace rasid::gazetteer
