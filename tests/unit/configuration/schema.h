#pragma once

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <yaml-cpp/yaml.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace rasid::configuration {

/// A YAML scalar by the core schema of YAML 1.2, as an editor takes it.
inline boost::json::value scalar(YAML::Node const& node) {
  std::string const& text = node.Scalar();
  if (node.Tag() == "!") return boost::json::string(text);  // quoted
  if (text == "true" || text == "false") return text == "true";
  if (text.empty() || text == "null" || text == "~") return nullptr;
  std::int64_t whole = 0;
  char const* const end = text.data() + text.size();
  if (std::from_chars(text.data(), end, whole).ptr == end) return whole;
  double real = 0;
  if (std::from_chars(text.data(), end, real).ptr == end) return real;
  return boost::json::string(text);
}

/// yaml-cpp's own adapter calls every node a string, so types could not be checked with it.
inline boost::json::value as_json(YAML::Node const& node) {
  if (node.IsMap()) {
    boost::json::object out;
    for (auto const& entry : node) out[entry.first.Scalar()] = as_json(entry.second);
    return out;
  }
  if (node.IsSequence()) {
    boost::json::array out;
    for (YAML::Node const& item : node) out.push_back(as_json(item));
    return out;
  }
  return node.IsScalar() ? scalar(node) : boost::json::value(nullptr);
}

/// One of config/schema/*.schema.json.
class Schema {
 public:
  explicit Schema(std::string const& name) {
    std::ifstream file(std::filesystem::path(RASID_SOURCE_DIR) / "config" / "schema" / (name + ".schema.json"));
    std::ostringstream content;
    content << file.rdbuf();
    json_ = boost::json::parse(content.str());
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(valijson::adapters::BoostJsonAdapter(json_), schema_);
  }

  /// What the schema has against a document; empty where nothing.
  [[nodiscard]] std::string complaints(YAML::Node const& document) const {
    boost::json::value const value = as_json(document);
    valijson::ValidationResults results;
    valijson::Validator(valijson::Validator::kStrongTypes)
        .validate(schema_, valijson::adapters::BoostJsonAdapter(value), &results);
    std::string out;
    for (auto const& error : results) {
      for (std::string const& part : error.context) out += part;
      out += ": " + error.description + "\n";
    }
    return out;
  }

  [[nodiscard]] boost::json::value const& json() const { return json_; }

 private:
  boost::json::value json_;
  valijson::Schema schema_;
};

}  // namespace rasid::configuration
