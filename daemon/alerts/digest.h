#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace rasid::alerts {

/// 32 lower-case hex digits: the first 128 bits of SHA-256 over the parts, each preceded by its length as eight bytes,
/// most significant first, so that ("ab", "c") and ("a", "bc") differ. Safe on many threads at once.
std::string digest128(std::initializer_list<std::string_view> parts);

}  // namespace rasid::alerts
