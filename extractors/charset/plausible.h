#pragma once

#include <string_view>

namespace rasid::charset {

/// The single-byte encoding of Cyrillic, Arabic, Hebrew, Greek or Thai in which `text` (bytes of running text, markup
/// removed) reads like its language: frequent letters are frequent, capitals begin words, words keep to one script,
/// nothing is undefined. Empty where it reads like none of them.
std::string_view plausible_non_latin(std::string_view text);

/// `guess`, an encoding of Latin letters, unless another one leaves fewer signs and capitals inside the words of
/// `text`.
std::string_view most_plausible_latin(std::string_view text, std::string_view guess);

/// Whether UTF-8 that was made from bytes in pairs is Japanese, Korean or Chinese, and no mere pile of characters.
bool reads_as_east_asian(std::string_view utf8);

}  // namespace rasid::charset
