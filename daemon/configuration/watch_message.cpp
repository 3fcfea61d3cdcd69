#include "daemon/configuration/watch_message.h"

#include <boost/json/parse.hpp>

#include "daemon/alerts/json_text.h"
#include "daemon/alerts/sample_payload.h"
#include "daemon/sinks/http/message_data.h"

namespace rasid::configuration {
namespace json = boost::json;
namespace {

constexpr std::size_t longest_message = 4'000;  // code points, as the schema has it

std::expected<sinks::Template, sinks::TemplateFault> parsed(std::string const& text) {
  std::string const sample = alerts::sample_payload();
  return sinks::Template::parse(text, sinks::Escape::none, *sinks::message_data(sample, "", {}));
}

}  // namespace

std::optional<sinks::TemplateFault> fault_in_message(std::string const& text) {
  if (text.empty()) return std::nullopt;
  auto const made = parsed(text);
  return made ? std::nullopt : std::optional(made.error());
}

Alert with_message(Alert alert, std::string const& text) {
  auto const made = parsed(text);
  auto const data = sinks::message_data(alert.payload, alert.id.value + "_" + std::to_string(alert.revision), {});
  auto const message = made && data ? made->render(*data) : std::nullopt;
  if (!message) return alert;
  json::value payload = json::parse(alert.payload);  // message_data() has read it
  payload.as_object().at("data").as_object()["message"] = alerts::clipped(*message, longest_message);
  alert.payload = alerts::json_text(payload.as_object());
  return alert;
}

}  // namespace rasid::configuration
