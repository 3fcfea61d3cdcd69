#include "daemon/control/message.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace rasid::control {

namespace json = boost::json;

namespace {

/// The object that a line holds, or nothing.
std::optional<json::object> object_in(std::string_view line) {
  boost::system::error_code error;
  json::value value = json::parse({line.data(), line.size()}, error);
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

}  // namespace

std::string Request::text(std::string_view name) const {
  auto const* value = arguments.if_contains({name.data(), name.size()});
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

bool Request::flag(std::string_view name) const {
  auto const* value = arguments.if_contains({name.data(), name.size()});
  return value != nullptr && value->is_bool() && value->get_bool();
}

std::unexpected<Error> refuse(std::string words) {
  return std::unexpected(Error{{}, std::move(words)});
}

Result<Request> parse_request(std::string_view line) {
  if (line.size() > longest_request) return refuse("the request is too long");
  auto object = object_in(line);
  if (!object) return refuse("a request is a JSON object on one line");
  auto const* command = object->if_contains("command");
  if (command == nullptr || !command->is_string()) return refuse("a request has a \"command\"");
  Request request{.command = std::string(command->get_string()), .arguments = {}};
  if (auto* arguments = object->if_contains("arguments")) {
    if (!arguments->is_object()) return refuse("\"arguments\" is an object");
    request.arguments = std::move(arguments->get_object());
  }
  return request;
}

std::string render(Request const& request) {
  return json::serialize(json::object{{"command", request.command}, {"arguments", request.arguments}}) + "\n";
}

std::string render(Answer const& answer) {
  if (answer) return json::serialize(json::object{{"ok", true}, {"result", *answer}}) + "\n";
  // A code of 0 stands for none: the words say everything.
  std::string const words = answer.error().code ? answer.error().message() : answer.error().doing;
  return json::serialize(json::object{{"ok", false}, {"error", words}}) + "\n";
}

Answer parse_answer(std::string_view line) {
  auto object = object_in(line);
  if (!object) return refuse("the daemon's answer cannot be read");
  auto const* ok = object->if_contains("ok");
  if (ok != nullptr && ok->is_bool() && ok->get_bool()) {
    auto* result = object->if_contains("result");
    return result == nullptr ? json::value{} : std::move(*result);
  }
  auto const* error = object->if_contains("error");
  return refuse(error != nullptr && error->is_string() ? std::string(error->get_string()) : "the daemon refused");
}

}  // namespace rasid::control
