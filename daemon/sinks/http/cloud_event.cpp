#include "daemon/sinks/http/cloud_event.h"

#include <boost/json/parse.hpp>

#include "daemon/alerts/json_text.h"

namespace rasid::sinks {
namespace json = boost::json;

namespace {

std::string type_of(json::object const& payload) {
  auto const* type = payload.if_contains("type");
  return "rasid." + (type != nullptr && type->is_string() ? std::string(type->get_string()) : "alert");
}

}  // namespace

std::string const& CloudEventBody::content_type() const noexcept {
  static std::string const type = "application/cloudevents+json; charset=UTF-8";
  return type;
}

std::optional<std::string> CloudEventBody::make(store::Delivery const& delivery) const {
  boost::system::error_code bad;
  json::value const payload = json::parse(delivery.body, bad);
  json::object const* whole = bad ? nullptr : payload.if_object();
  json::object const* data = nullptr;
  if (whole != nullptr && whole->contains("data")) data = whole->at("data").if_object();
  if (data == nullptr) return std::nullopt;
  json::object event{
      {"specversion", "1.0"}, {"id", delivery.message_id()}, {"source", source_}, {"type", type_of(*whole)}};
  if (auto const* watch = data->if_contains("watch"); watch != nullptr && watch->is_object()) {
    if (auto const* id = watch->get_object().if_contains("id")) event["subject"] = *id;
  }
  if (auto const* time = whole->if_contains("timestamp")) event["time"] = *time;
  event["datacontenttype"] = "application/json";
  event["data"] = *data;
  return alerts::json_text(event);
}

}  // namespace rasid::sinks
