#pragma once

#include <string>
#include <string_view>

namespace rasid {

inline constexpr std::string_view version = RASID_VERSION;

/// What publishers see of us: name, version and whom to write to.
std::string user_agent(std::string_view contact);

}  // namespace rasid
