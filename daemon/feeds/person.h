#pragma once

#include <string>
#include <string_view>

namespace rasid::feeds {

/// The display name in "mail (name)", "name (mail)", "name <mail>" or "name"; the mail address where it is all there
/// is.
std::string person_name(std::string_view text);

}  // namespace rasid::feeds
