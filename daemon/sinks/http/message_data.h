#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "daemon/alerts/text.h"
#include "daemon/sinks/secret_text.h"
#include "extractors/model/result.h"

namespace rasid::sinks {

/// What templates may name beside the payload itself.
struct MessageSettings {
  alerts::TextSettings text;   // of text.plain, text.markdown, text.html, text.telegram, text.slack
  alerts::TextSettings title;  // of title.plain and so on
  std::map<std::string, std::map<std::string, std::string>> levels;  // severity → level.NAME
  std::map<std::string, std::string> settings;                       // settings.NAME
  std::map<std::string, SecretText> secrets;                         // secrets.NAME
};

/// The values of a template: the payload's `data` (alert, watch, article …), `type`, `timestamp`, `message_id`,
/// `payload` (the whole JSON as text), `short_url` (the article's, where it has up to 500 bytes), `map_url` (of the
/// first place that has one), and what MessageSettings names. `wanted` says which texts to make.
/// std::errc::invalid_argument where the payload is none.
Result<boost::json::object> message_data(std::string_view payload, std::string_view message_id,
                                         MessageSettings const& settings,
                                         std::function<bool(std::string_view name)> const& wanted = {});

}  // namespace rasid::sinks
