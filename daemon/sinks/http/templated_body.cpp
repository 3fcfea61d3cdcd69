#include "daemon/sinks/http/templated_body.h"

#include <boost/json/parse.hpp>

namespace rasid::sinks {

std::optional<std::string> TemplatedBody::make(store::Delivery const& delivery) const {
  auto const data = message_data(delivery.body, delivery.message_id(), message_,
                                 [this](std::string_view name) { return body_.says(name); });
  if (!data) return std::nullopt;
  std::optional<std::string> body = body_.render(*data);
  if (body && content_type_.find("json") != std::string::npos) {
    boost::system::error_code bad;
    boost::json::parse(*body, bad);
    if (bad) body.reset();
  }
  return body;
}

}  // namespace rasid::sinks
