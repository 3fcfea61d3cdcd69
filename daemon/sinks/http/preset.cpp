#include "daemon/sinks/http/preset.h"

#include <algorithm>

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include "daemon/alerts/sample_payload.h"
#include "daemon/sinks/http/preset_files.h"

namespace rasid::sinks {
namespace {

using yaml::MapReader;

Escape escape_for(RequestShape const& shape) {
  if (shape.is_json()) return Escape::json;
  if (shape.content_type.find("x-www-form-urlencoded") != std::string::npos) return Escape::url;
  return shape.content_type.find("html") != std::string::npos ? Escape::html : Escape::none;
}

void read_text_limit(yaml::File const& file, MapReader& map, std::string_view key, alerts::TextSettings& into,
                     Diagnostics& problems) {
  yaml::Value const* value = map.child(key);
  if (value == nullptr) return;
  MapReader limit(file, *value, std::string(key), problems);
  if (auto const most = limit.integer("most", 20, 100'000)) into.most = static_cast<std::size_t>(*most);
  auto const unit = limit.choice("unit", {"characters", "bytes", "utf16"});
  if (unit == "bytes") into.unit = alerts::Unit::bytes;
  if (unit == "utf16") into.unit = alerts::Unit::utf16;
  limit.finish();
}

void read_levels(yaml::File const& file, MapReader& map, MessageSettings& message, Diagnostics& problems) {
  yaml::Value const* value = map.child("levels");
  if (value == nullptr) return;
  MapReader levels(file, *value, "levels", problems);
  for (char const* severity : {"low", "medium", "high", "critical"}) {
    yaml::Value const* level = levels.required_child(severity);
    if (level == nullptr) continue;
    MapReader names(file, *level, severity, problems);
    for (yaml::Entry const& entry : level->entries) {
      message.levels[severity][entry.key.text] = names.text(entry.key.text).value_or("");
    }
  }
  levels.finish();
}

std::vector<int> read_statuses(MapReader& map, std::string_view key, std::vector<int> otherwise) {
  if (!map.has(key)) return otherwise;
  std::vector<int> statuses;
  for (std::string const& text : map.texts(key)) {
    int const status = text.size() == 3 ? std::atoi(text.c_str()) : 0;
    if (status >= 100 && status <= 599) {
      statuses.push_back(status);
    } else {
      map.report(*map.child(key), fmt::format("\"{}\" is not an HTTP status", text));
    }
  }
  return statuses;
}

void read_answer(yaml::File const& file, MapReader& map, AnswerRules& rules, Diagnostics& problems) {
  yaml::Value const* value = map.child("answer");
  if (value == nullptr) return;
  MapReader answer(file, *value, "answer", problems);
  rules.success = read_statuses(answer, "success", rules.success);
  rules.gone = read_statuses(answer, "gone", rules.gone);
  rules.refused = read_statuses(answer, "refused", rules.refused);
  rules.success_text = answer.text("success_text").value_or("");
  rules.success_path = answer.text("success_path").value_or("");
  rules.success_value = answer.text("success_value").value_or("");
  rules.retry_path = answer.text("retry_path").value_or("");
  rules.error_path = answer.text("error_path").value_or("");
  if (answer.choice("retry_unit", {"s", "ms"}) == "ms") rules.retry_unit = Duration{1};
  answer.finish();
}

void read_keys(yaml::File const& file, MapReader& map, std::string_view list, bool secret, Preset& preset,
               Diagnostics& problems) {
  yaml::Value const* value = map.child(list);
  if (value == nullptr) return;
  MapReader keys(file, *value, std::string(list), problems);
  for (yaml::Entry const& entry : value->entries) {
    yaml::Value const* child = keys.child(entry.key.text);
    MapReader key(file, *child, entry.key.text, problems);
    PresetKey read{.name = entry.key.text, .secret = secret};
    read.about = key.required_text("about");
    read.fallback = key.text("default").value_or("");
    read.required = key.boolean("required").value_or(false);
    key.finish();
    preset.keys.push_back(std::move(read));
  }
}

boost::json::object sample_for(Preset const& preset) {
  MessageSettings message = preset.message;
  for (PresetKey const& key : preset.keys) {
    if (key.secret) {
      message.secrets[key.name] = SecretText("https://receiver.example/secret");
    } else {
      message.settings[key.name] = key.fallback.empty() ? "1" : key.fallback;
    }
  }
  return message_data(alerts::sample_payload(), "alr_0_1", message).value();
}

}  // namespace

std::optional<Template> read_template(yaml::File const& file, yaml::Value const& value, Escape escape,
                                      boost::json::object const& sample, Diagnostics& problems) {
  auto read = Template::parse(value.text, escape, sample);
  if (read) return *std::move(read);
  TemplateFault const& fault = read.error();
  problems.push_back(file.error_inside(value, fault.offset, fault.length, fault.message, fault.remedy));
  return std::nullopt;
}

void check_json(yaml::File const& file, yaml::Value const& value, Template const& body,
                boost::json::object const& sample, Diagnostics& problems) {
  std::string const rendered = body.render(sample).value_or("");
  boost::system::error_code bad;
  boost::json::parse(rendered, bad);
  if (bad) {
    problems.push_back(file.error(value, fmt::format("the template makes no JSON: {}", bad.message()),
                                  "write \"{{name}}\" in quotes, and commas between members"));
  }
}

void read_own_words(yaml::File const& file, MapReader& map, boost::json::object const& sample, RequestShape& shape,
                    Diagnostics& problems) {
  if (yaml::Value const* headers = map.child("headers")) {
    MapReader values(file, *headers, "headers", problems);
    for (yaml::Entry const& entry : headers->entries) {
      if (entry.value.kind == yaml::Value::Kind::map) continue;  // a secret: the sink's reader knows where from
      if (!values.text(entry.key.text)) continue;
      auto header = read_template(file, entry.value, Escape::header, sample, problems);
      if (header) shape.headers.emplace_back(entry.key.text, *std::move(header));
    }
  }
  for (auto const& [key, into] : {std::pair{"body", &shape.body}, std::pair{"plain", &shape.plain}}) {
    if (!map.text(key)) continue;
    yaml::Value const& value = *map.child(key);
    *into = read_template(file, value, escape_for(shape), sample, problems);
    if (shape.is_json() && *into) check_json(file, value, **into, sample, problems);
  }
}

void read_message(yaml::File const& file, MapReader& map, MessageSettings& message, Diagnostics& problems) {
  read_text_limit(file, map, "text", message.text, problems);
  read_text_limit(file, map, "title", message.title, problems);
  read_levels(file, map, message, problems);
}

void read_shape(yaml::File const& file, MapReader& map, boost::json::object const& sample, RequestShape& shape,
                Diagnostics& problems) {
  if (auto const method = map.choice("method", {"POST", "PUT"})) shape.method = *method;
  if (auto const type = map.text("content_type")) shape.content_type = escaped(*type, Escape::header);
  if (map.has("url")) {
    if (auto const url = map.text("url"))
      shape.url = read_template(file, *map.child("url"), Escape::url, sample, problems);
  }
  read_own_words(file, map, sample, shape, problems);
  read_answer(file, map, shape.answer, problems);
}

Preset read_preset(yaml::File const& file, Diagnostics& problems) {
  MapReader map(file, file.root, file.name, problems);
  Preset preset;
  preset.name = map.required_text("preset");
  preset.about = map.required_text("about");
  (void)map.required_text("docs");
  read_keys(file, map, "settings", false, preset, problems);
  read_keys(file, map, "secrets", true, preset, problems);
  read_message(file, map, preset.message, problems);
  read_shape(file, map, sample_for(preset), preset.shape, problems);
  if (!preset.shape.url) (void)map.required_text("url");
  if (!preset.shape.body) (void)map.required_text("body");
  map.finish();
  return preset;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (PresetFile const& file : preset_files()) names.emplace_back(file.name);
  return names;
}

std::optional<Preset> preset_named(std::string_view name) {
  auto const files = preset_files();
  auto const found = std::ranges::find(files, name, &PresetFile::name);
  if (found == files.end()) return std::nullopt;
  Diagnostics problems;
  auto const file = yaml::parse(std::string(name) + ".yaml", found->content);
  if (!file) return std::nullopt;  // a test reads them all
  return read_preset(*file, problems);
}

}  // namespace rasid::sinks
