#pragma once

#include <string>
#include <string_view>

namespace rasid::page {

/// The encoding that a page's <meta charset> or <meta http-equiv=Content-Type> states within its first 8 KiB (the
/// standard asks for 1 KiB; publishers put it later), lower case, or empty.
std::string meta_charset(std::string_view bytes);

}  // namespace rasid::page
