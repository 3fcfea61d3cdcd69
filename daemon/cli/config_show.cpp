#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <yaml-cpp/emitter.h>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/configuration/show_settings.h"
#include "daemon/configuration/snapshot.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

void emit(YAML::Emitter& out, json::value const& value) {
  if (json::object const* object = value.if_object()) {
    out << YAML::BeginMap;
    for (auto const& [key, member] : *object) {
      out << YAML::Key << std::string(key) << YAML::Value;
      emit(out, member);
    }
    out << YAML::EndMap;
  } else if (json::array const* array = value.if_array()) {
    bool const flat = std::ranges::none_of(*array, &json::value::is_structured);
    if (flat) out << YAML::Flow;
    out << YAML::BeginSeq;
    for (json::value const& item : *array) emit(out, item);
    out << YAML::EndSeq;
  } else if (json::string const* text = value.if_string()) {
    out << std::string(*text);
  } else if (double const* number = value.if_double()) {
    out << *number;
  } else if (value.is_null()) {
    out << YAML::Null;
  } else {
    out << json::serialize(value);
  }
}

std::string yaml_of(json::value const& value) {
  YAML::Emitter out;
  out.SetNullFormat(YAML::LowerNull);
  emit(out, value);
  return out.c_str();
}

std::string names_of(json::object const& settings) {
  std::string names;
  for (auto const& [key, value] : settings) names += (names.empty() ? "" : ", ") + std::string(key);
  return names;
}

}  // namespace

int config_show(ConfigShowOptions const& options) {
  configuration::Loaded const loaded = configuration::load_snapshot(options.config);
  for (Diagnostic const& problem : loaded.problems) fmt::print(stderr, "{}", render(problem));
  auto const written = yaml::load(options.config / "rasid.yaml", "rasid.yaml");
  if (!loaded.snapshot || !written) return wrong_input;
  json::object shown = configuration::show_settings(loaded.snapshot->settings, *written);
  if (!options.key.empty()) {
    json::value* const one = shown.if_contains(options.key);
    if (one == nullptr) {
      fmt::print(stderr, "rasid: rasid.yaml has no key \"{}\"; it has {}\n", options.key, names_of(shown));
      return wrong_input;
    }
    json::value alone = std::move(*one);
    shown = {{options.key, std::move(alone)}};
  }
  if (options.json) {
    std::cout << json::serialize(shown) << '\n';
  } else {
    std::cout << yaml_of(shown) << '\n';
  }
  return done;
}

}  // namespace rasid::cli
