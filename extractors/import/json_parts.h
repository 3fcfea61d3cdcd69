#pragma once

#include <string_view>
#include <vector>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace rasid::imports {

/// Reads of a JSON value what is there and of the right type, and nothing else: the lists come from elsewhere.

std::string_view text_of(boost::json::object const& object, std::string_view key);  // empty where absent
boost::json::object const* object_of(boost::json::object const& object, std::string_view key);
boost::json::array const* array_of(boost::json::object const& object, std::string_view key);
/// The texts of a list, or the one text.
std::vector<std::string_view> texts_of(boost::json::object const& object, std::string_view key);

/// One JSON object, nested at most 32 deep; `problem` says what is wrong.
boost::json::value parse_object(std::string_view text, std::string& problem);

}  // namespace rasid::imports
