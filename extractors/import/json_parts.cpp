#include "extractors/import/json_parts.h"

#include <boost/json/parse.hpp>

namespace rasid::imports {

namespace json = boost::json;

std::string_view text_of(json::object const& object, std::string_view key) {
  json::value const* const value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

json::object const* object_of(json::object const& object, std::string_view key) {
  json::value const* const value = object.if_contains(key);
  return value == nullptr ? nullptr : value->if_object();
}

json::array const* array_of(json::object const& object, std::string_view key) {
  json::value const* const value = object.if_contains(key);
  return value == nullptr ? nullptr : value->if_array();
}

std::vector<std::string_view> texts_of(json::object const& object, std::string_view key) {
  std::vector<std::string_view> out;
  if (json::array const* const list = array_of(object, key)) {
    for (json::value const& each : *list) {
      if (each.is_string()) out.emplace_back(each.get_string());
    }
  } else if (std::string_view const one = text_of(object, key); !one.empty()) {
    out.push_back(one);
  }
  return out;
}

json::value parse_object(std::string_view text, std::string& problem) {
  boost::system::error_code error;
  json::parse_options options;
  options.max_depth = 32;
  json::value value = json::parse(text, error, {}, options);
  if (error) {
    problem = "not JSON: " + error.message();
  } else if (!value.is_object()) {
    problem = "a JSON object is needed";
  }
  return value;
}

}  // namespace rasid::imports
