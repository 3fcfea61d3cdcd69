#pragma once

#include <functional>
#include <string_view>

#include "extractors/model/result.h"

namespace rasid::gazetteer {

/// Reads a GNU message catalogue (gettext manual, "The Format of GNU MO Files"; little-endian) and calls
/// `each(original, translation)` for its messages. Untrusted: what lies outside the bytes is an error, and nothing is
/// read twice. Forms of number after the first, and the context before an original, are left out.
Result<> read_message_catalogue(std::string_view bytes,
                                std::function<void(std::string_view, std::string_view)> const& each);

}  // namespace rasid::gazetteer
