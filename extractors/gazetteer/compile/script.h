#pragma once

#include <cstdint>
#include <string_view>

namespace rasid::gazetteer {

enum class Script : std::uint8_t { none, latin, cyrillic, arabic, hebrew, other, mixed };

/// The one script of a name's letters; `mixed` where there are several, `none` where it has no letter.
Script script_of(std::string_view name);

/// The script that a language's names are in; `other` for Armenian and Georgian.
Script script_of_language(std::string_view language);

/// Whether a name without a language is one that a text could hold: in a script that is read here, of two to six words
/// at most, with a capital where the script has them. Airport codes, transcriptions such as "bei jing" and lists are
/// not.
bool is_usable_name(std::string_view name);

}  // namespace rasid::gazetteer
