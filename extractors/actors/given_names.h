#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/actors/script.h"

namespace rasid::actors {

/// How the press writes common given names of the region in each script, by any of their folded Latin spellings. The
/// names are few and their spellings settled by use, which a table of letters cannot know: Esmail is إسماعيل.
/// Empty where the name is not one of them. Folded.
[[nodiscard]] std::vector<std::string_view> given_name_in(std::string_view latin, Script script);

}  // namespace rasid::actors
