#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/sinks/http/answer.h"
#include "daemon/sinks/http/message_data.h"
#include "daemon/sinks/http/template.h"
#include "extractors/yaml/yaml.h"

namespace rasid::sinks {

/// A key that a preset adds to its sinks' settings.
struct PresetKey {
  std::string name;
  std::string about;
  std::string fallback;  // where it is left out
  bool required = false;
  bool secret = false;  // read from NAME_file or NAME_credential, and never from the configuration itself
};

/// How one kind of receiver is spoken to over HTTP: the shape of the request and how the answer is read.
struct RequestShape {
  std::string method = "POST";
  std::string content_type = "application/json";
  std::optional<Template> url;
  std::vector<std::pair<std::string, Template>> headers;
  std::optional<Template> body;
  std::optional<Template> plain;  // the same said simply: where `body` cannot be used or is refused
  AnswerRules answer;

  [[nodiscard]] bool is_json() const { return content_type.find("json") != std::string::npos; }
};

/// A receiver that many people use, described in a file (daemon/sinks/http/presets/NAME.yaml).
struct Preset {
  std::string name;
  std::string about;
  std::vector<PresetKey> keys;
  MessageSettings message;  // without settings and secrets
  RequestShape shape;
};

/// Reads method, content_type, url, headers, body, plain, answer, text, title and levels of a preset, or of a sink that
/// says them itself. `sample` is what its templates may name.
void read_shape(yaml::File const& file, yaml::MapReader& map, boost::json::object const& sample, RequestShape& shape,
                Diagnostics& problems);
/// Reads what a sink may say in another way than its preset: headers beside the preset's, body and plain.
void read_own_words(yaml::File const& file, yaml::MapReader& map, boost::json::object const& sample,
                    RequestShape& shape, Diagnostics& problems);
/// Reads what the sample depends on: text, title and levels.
void read_message(yaml::File const& file, yaml::MapReader& map, MessageSettings& message, Diagnostics& problems);

/// One template of a setting, its faults reported with their place. Nothing where it has one.
std::optional<Template> read_template(yaml::File const& file, yaml::Value const& value, Escape escape,
                                      boost::json::object const& sample, Diagnostics& problems);

/// Reports a body that makes no JSON of the sample: found when it is read, not when it matters.
void check_json(yaml::File const& file, yaml::Value const& value, Template const& body,
                boost::json::object const& sample, Diagnostics& problems);

/// Reads a preset's file.
Preset read_preset(yaml::File const& file, Diagnostics& problems);

/// The presets that come with the program, by name.
std::vector<std::string> preset_names();
/// Nothing where there is none of that name.
std::optional<Preset> preset_named(std::string_view name);

}  // namespace rasid::sinks
