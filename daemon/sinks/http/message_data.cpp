#include "daemon/sinks/http/message_data.h"

#include <array>

#include <boost/json/parse.hpp>

namespace rasid::sinks {
namespace json = boost::json;
namespace {

constexpr std::size_t longest_short_url = 500;

struct NamedForm {
  std::string_view name;
  alerts::Form form;
};
constexpr auto forms = std::to_array<NamedForm>({{"plain", alerts::Form::plain},
                                                 {"markdown", alerts::Form::markdown},
                                                 {"html", alerts::Form::html},
                                                 {"telegram", alerts::Form::telegram},
                                                 {"slack", alerts::Form::slack}});

std::string first_map(alerts::AlertView const& alert) {
  for (auto const& place : alert.places) {
    if (std::string url = place.map_url(); !url.empty()) return url;
  }
  return {};
}

template <class Map>
json::object object_of(Map const& values) {
  json::object out;
  for (auto const& [name, value] : values) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, SecretText>) {
      out[name] = value.reveal();
    } else {
      out[name] = value;
    }
  }
  return out;
}

}  // namespace

Result<json::object> message_data(std::string_view payload, std::string_view message_id,
                                  MessageSettings const& settings,
                                  std::function<bool(std::string_view name)> const& wanted) {
  auto const alert = alerts::read_payload(payload);
  if (!alert) return std::unexpected(alert.error());
  json::object const whole = json::parse(payload).as_object();
  json::object data = whole.at("data").as_object();
  data["type"] = whole.at("type");
  data["timestamp"] = whole.at("timestamp");
  data["message_id"] = message_id;
  data["payload"] = payload;
  data["short_url"] = alert->url.size() <= longest_short_url ? alert->url : std::string{};
  data["map_url"] = first_map(*alert);
  json::object text;
  json::object title;
  for (auto const& [name, form] : forms) {
    bool const needed = !wanted || wanted(name);
    text[name] = needed ? alerts::alert_text(*alert, form, settings.text) : std::string{};
    title[name] = needed ? alerts::alert_title(*alert, form, settings.title) : std::string{};
  }
  data["text"] = std::move(text);
  data["title"] = std::move(title);
  auto const level = settings.levels.find(alert->severity);
  data["level"] = level == settings.levels.end() ? json::object{} : object_of(level->second);
  data["settings"] = object_of(settings.settings);
  data["secrets"] = object_of(settings.secrets);
  return data;
}

}  // namespace rasid::sinks
