#pragma once

#include <string_view>

namespace rasid::names {

/// Whether one written word may stand for one listed word that folds to the same. The fold is right for names of
/// several words, too generous for a single one:
/// - Arabic words of at most three letters must agree in ى and ي, in the seats of hamza (ئ, ؤ) and in a lone ء, or the
///   preposition على would name everyone called علي. What stands on an alef may be left out, but آب (August) is not إب.
///   (Vowel marks, tatweel and ة/ه may differ.)
/// - A listed word in capitals of at most four letters (US, IS) must be in capitals; one with a capital must have one.
bool spelling_fits(std::string_view written, std::string_view listed);

/// Whether a listed name of one word may be meant in an article of this language. Persian, Urdu and Kurdish spellings
/// (کیف for Kyiv, روسیه for Russia) fold to everyday words and adjectives of Arabic, so they do not count there. Ask
/// only of entities that have an Arabic name too. An empty or unknown language of either is no reason to refuse.
bool language_fits(std::string_view listed_language, std::string_view article_language);

}  // namespace rasid::names
