#pragma once

#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace rasid::alerts {

/// Compact JSON. Unlike boost::json::serialize it writes numbers as people do (33.3 instead of 3.33E1), the shortest
/// that read back the same, and what JSON has no number for as null. Members keep the order they were added in.
std::string json_text(boost::json::value const& value);

/// The text as valid UTF-8 without NUL, cut after `most` code points.
std::string clipped(std::string_view text, std::size_t most);

}  // namespace rasid::alerts
