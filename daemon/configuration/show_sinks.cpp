#include "daemon/configuration/show_sinks.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>
#include <boost/json/object.hpp>

#include "daemon/fetch/url.h"

namespace rasid::configuration {

namespace json = boost::json;
using yaml::Value;

namespace {

constexpr char const* hidden = "(hidden)";

/// Numbers and booleans as such, so that what is shown can be read by a program.
json::value scalar(std::string const& text) {
  if (text == "true" || text == "false") return text == "true";
  std::int64_t number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc{} && end == text.data() + text.size() && !text.empty()) return number;
  return json::string(text);
}

json::value plain(Value const& value) {
  switch (value.kind) {
    case Value::Kind::null:
      return nullptr;
    case Value::Kind::scalar:
      return scalar(value.text);
    case Value::Kind::list: {
      json::array out;
      for (Value const& item : value.items) out.push_back(plain(item));
      return out;
    }
    case Value::Kind::map: {
      json::object out;
      for (yaml::Entry const& entry : value.entries) out[entry.key.text] = plain(entry.value);
      return out;
    }
  }
  return nullptr;
}

/// "https://hooks.example.org/…": the path of many services is a password.
json::value host_alone(Value const& value) {
  if (value.kind != Value::Kind::scalar) return hidden;
  auto const url = fetch::parse_url(value.text);
  if (!url) return hidden;
  std::string_view const text = url->text;
  std::size_t const host = text.find("://");
  std::size_t const path = host == std::string_view::npos ? host : text.find('/', host + 3);
  if (path == std::string_view::npos || path + 1 == text.size()) return json::string(text);
  return json::string(fmt::format("{}/…", text.substr(0, path)));
}

/// {file: …} says where the value comes from; any other may be the secret itself.
json::value names_alone(Value const& value) {
  json::object out;
  for (yaml::Entry const& entry : value.entries) {
    bool const reference = entry.value.kind == Value::Kind::map;
    out[entry.key.text] = reference ? plain(entry.value) : json::value(hidden);
  }
  return out;
}

/// The program of a command, and how many arguments it is given.
json::value program(Value const& value) {
  json::array out;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    out.push_back(i == 0 ? plain(value.items[i]) : json::value(hidden));
  }
  return out;
}

/// Keys whose values hold no secret, whatever they are. References to files and credentials are such.
bool is_harmless(std::string_view key) {
  static constexpr std::array harmless{
      "id",           "type",       "timeout",   "concurrency", "ordered",   "allow_private", "quiet_hours", "digest",
      "group",        "rate_limit", "repeat",    "escalate",    "format",    "source",        "body",        "plain",
      "content_type", "text",       "title",     "levels",      "method",    "answer",        "gone",        "refused",
      "success",      "host",       "port",      "tls",         "security",  "from",          "to",          "reply_to",
      "subject",      "topic",      "jetstream", "retain",      "path",      "rotate",        "size",        "every",
      "keep",         "folder",     "channel",   "chat_id",     "thread_id", "room",          "device",      "tag",
      "app",          "hostname",   "facility",  "transport",   "max_size",  "data_id",       "ca_file",     "user",
      "settings",     "most",       "prefix",    "time_zone"};
  return std::ranges::find(harmless, key) != harmless.end() || key.ends_with("_file") || key.ends_with("_credential");
}

json::value show(std::string_view key, Value const& value) {
  if (key == "url" || key == "server") return host_alone(value);
  if (key == "headers" || key == "environment" || key == "secrets") return names_alone(value);
  if (key == "command") return program(value);
  return is_harmless(key) ? plain(value) : json::value(hidden);
}

}  // namespace

json::value as_written(yaml::File const& file, std::string_view key) {
  Value const* const value = file.root.find(key);
  return value == nullptr ? json::value() : plain(*value);
}

json::array show_sinks(yaml::File const& file) {
  json::array out;
  Value const* const sinks = file.root.find("sinks");
  if (sinks == nullptr) return out;
  for (Value const& sink : sinks->items) {
    json::object shown;
    for (yaml::Entry const& entry : sink.entries) shown[entry.key.text] = show(entry.key.text, entry.value);
    out.push_back(std::move(shown));
  }
  return out;
}

}  // namespace rasid::configuration
