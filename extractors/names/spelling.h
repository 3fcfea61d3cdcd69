#pragma once

#include <string_view>

namespace rasid::names {

/// Whether one written word may stand for one listed word that folds to the same. The fold is right for names of
/// several words, too generous for a single one:
/// - Arabic words of at most three letters must agree in ى and ي, in the seats of hamza (ئ, ؤ) and in a lone ء, or the
///   preposition على would name everyone called علي. (Vowel marks, tatweel, alef forms and ة/ه may differ.)
/// - A listed word in capitals of at most four letters (US, IS) must be in capitals; one with a capital must have one.
bool spelling_fits(std::string_view written, std::string_view listed);

}  // namespace rasid::names
