#include "daemon/store/article_tags.h"

#include <boost/json.hpp>

namespace rasid::store {

namespace json = boost::json;

std::string tags_text(std::vector<std::string> const& tags) {
  if (tags.empty()) return "[]";
  return json::serialize(json::array(tags.begin(), tags.end()));
}

std::vector<std::string> tags_of(std::string const& text) {
  std::vector<std::string> tags;
  if (text == "[]") return tags;
  json::parse_options options;
  options.allow_invalid_utf8 = true;  // as it was given to us: making text valid is the feed reader's part
  boost::system::error_code wrong;
  json::value const value = json::parse(text, wrong, {}, options);
  if (wrong || !value.is_array()) return tags;
  for (json::value const& tag : value.get_array()) {
    if (tag.is_string()) tags.emplace_back(tag.get_string());
  }
  return tags;
}

}  // namespace rasid::store
