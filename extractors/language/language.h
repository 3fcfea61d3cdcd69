#pragma once

#include <string>
#include <string_view>

namespace rasid::language {

/// The language most of a plain text is in, as BCP 47 ("ar", "fa", "he", "zh-Hant"); empty where the text is too short
/// or too mixed to tell. Reads the first 64 KiB. Safe on any bytes and from many threads.
std::string detect_language(std::string_view utf8);

}  // namespace rasid::language
