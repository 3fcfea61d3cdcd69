#pragma once

#include <string>
#include <string_view>

namespace rasid::stories {

/// What a name sounds like in any alphabet: its consonants in ten classes, without vowels, repeats and what alphabets
/// do not tell apart ("Хафтар", "Haftar" and "حفتر" are HBTR). Takes a folded word in Latin, Cyrillic, Greek, Arabic or
/// Hebrew letters; other letters are passed over.
std::string consonants_of(std::string_view folded);

}  // namespace rasid::stories
