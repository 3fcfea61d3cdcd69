#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "extractors/model/diagnostic.h"

namespace rasid::rules {

/// A rule file in its plain form: conditions with their operators spelled out, broken between terms where they are
/// long; no space at the end of a line, one empty line at most, a line break at the end. Comments and all else stay as
/// they are. Formatting what is formatted changes nothing. Errors of YAML and of conditions are returned, nothing is
/// changed then.
std::expected<std::string, Diagnostics> format_file(std::string const& name, std::string_view content);

}  // namespace rasid::rules
