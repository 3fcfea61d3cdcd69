#pragma once

#include <string_view>

namespace rasid {

/// Does a feed document reach its end: is the root element closed, or the JSON object? False for one that broke off
/// where nobody noticed, as when a server gives no length and hangs up. Reads the last bytes only; true where it cannot
/// tell.
bool reaches_its_end(std::string_view bytes);

}  // namespace rasid
