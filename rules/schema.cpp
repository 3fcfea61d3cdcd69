#include "rules/schema.h"

#include <boost/json.hpp>

#include "rules/condition.h"
#include "rules/watch_keys.h"

namespace rasid::rules {
namespace {

namespace json = boost::json;

constexpr std::size_t widest = 120;

json::object object_of(std::span<KeyInfo const> keys);

json::object texts(json::object const& item) {
  return {{"oneOf", json::array{item, json::object{{"type", "array"}, {"items", item}}}}};
}

json::object shape_of(KeyInfo const& info) {
  switch (info.shape) {
    case Shape::one:
      return {{"const", 1}};
    case Shape::text:
    case Shape::timestamp:
      return {{"type", "string"}};
    case Shape::id:
      return {{"type", "string"}, {"pattern", id_pattern}, {"maxLength", longest_id}};
    case Shape::condition:
      return {{"type", "string"}, {"minLength", 1}, {"maxLength", max_condition_bytes}};
    case Shape::severity:
      return {{"enum", json::array(severities.begin(), severities.end())}, {"default", "medium"}};
    case Shape::texts:
      return texts({{"type", "string"}});
    case Shape::mentions:
      return texts({{"type", "string"}, {"pattern", "^(actor|place):"}});
    case Shape::boolean:
      return {{"type", "boolean"}};
    case Shape::count:
      return {{"type", "integer"}, {"minimum", 1}};
    case Shape::number:
      return {{"type", "number"}, {"minimum", 1}};
    case Shape::duration:
      return {{"type", "string"}, {"pattern", "^([0-9]+(ms|s|m|h|d))+$"}};
    case Shape::hours:
      return {{"type", "string"}, {"pattern", "^[0-9]{1,2}:[0-9]{2}-[0-9]{1,2}:[0-9]{2}( .+)?$"}};
    case Shape::days:
      return texts({{"enum", json::array(day_names.begin(), day_names.end())}});
    case Shape::url:
      return {{"type", "string"}, {"pattern", "^https?://"}};
    case Shape::choice:
      return {{"enum", json::array(info.choices.begin(), info.choices.end())}};
    case Shape::map:
      return object_of(info.inner);
    case Shape::list:
      return {{"type", "array"}, {"items", object_of(info.inner)}};
  }
  return {};
}

/// One of two keys must be there, and not both.
json::array one_of(std::string_view key, std::string_view other) {
  return {json::object{{"required", json::array{key}}}, json::object{{"required", json::array{other}}}};
}

json::object object_of(std::span<KeyInfo const> keys) {
  json::array required;
  json::object properties;
  for (KeyInfo const& info : keys) {
    if (info.required) required.emplace_back(info.name);
    json::object property{{"description", info.description}};
    for (auto const& [key, value] : shape_of(info)) property[key] = value;
    properties[info.name] = std::move(property);
  }
  json::object out{{"type", "object"}, {"additionalProperties", false}};
  if (!required.empty()) out["required"] = std::move(required);
  out["properties"] = std::move(properties);
  if (keys.data() == watch_keys().data()) out["oneOf"] = one_of("when", "sequence");
  if (keys.data() == test_keys().data()) out["oneOf"] = one_of("article", "steps");
  return out;
}

std::string on_one_line(json::value const& value);

template <class Parts, class Write>
std::string joined(Parts const& parts, std::string_view between, Write write) {
  std::string out;
  for (auto const& part : parts) {
    if (!out.empty()) out += between;
    out += write(part);
  }
  return out;
}

std::string named(json::string_view key, std::string const& value) {
  return json::serialize(json::value(key)) + ": " + value;
}

std::string on_one_line(json::value const& value) {
  if (value.is_object()) {
    auto const write = [](auto const& each) { return named(each.key(), on_one_line(each.value())); };
    return "{" + joined(value.get_object(), ", ", write) + "}";
  }
  if (value.is_array()) return "[" + joined(value.get_array(), ", ", on_one_line) + "]";
  return json::serialize(value);
}

/// What fits on the rest of a line stands there, all else on lines of its own.
std::string pretty(json::value const& value, std::size_t indent, std::size_t column) {
  std::string line = on_one_line(value);
  bool const list = value.is_array();
  if (column + line.size() <= widest || (!list && !value.is_object())) return line;
  std::string const begin = "\n" + std::string(indent + 2, ' ');
  std::string const end = "\n" + std::string(indent, ' ');
  if (list) {
    auto const write = [&](json::value const& each) { return begin + pretty(each, indent + 2, indent + 2); };
    return "[" + joined(value.get_array(), ",", write) + end + "]";
  }
  auto const write = [&](auto const& each) {
    return begin + named(each.key(), pretty(each.value(), indent + 2, indent + 6 + each.key().size()));
  };
  return "{" + joined(value.get_object(), ",", write) + end + "}";
}

}  // namespace

std::string watches_schema() {
  json::object out{{"$schema", "http://json-schema.org/draft-07/schema#"},
                   {"title", "Rasid rule file (rules.d/*.yaml)"}};
  for (auto const& [key, value] : object_of(file_keys())) out[key] = value;
  return pretty(out, 0, 0) + "\n";
}

}  // namespace rasid::rules
