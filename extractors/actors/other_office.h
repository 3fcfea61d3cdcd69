#pragma once

#include <cstdint>

#include "extractors/text/document.h"

namespace rasid::actors {

/// True where words beside a role make it another's: former, deputy, designate … ("the former Iraqi prime minister",
/// "نائب رئيس الوزراء العراقي", "רמטכ\"ל לשעבר"). The role stands on the tokens from `first` to `last`.
[[nodiscard]] bool is_another_office(text::Document const& document, std::uint32_t first, std::uint32_t last);

}  // namespace rasid::actors
