#include "daemon/routing/follow_up_message.h"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "daemon/alerts/json_text.h"

namespace rasid::routing {
namespace json = boost::json;

Alert follow_up_message(store::DueFollowUp const& due, std::uint32_t of, Timestamp now) {
  Alert message = due.latest;
  ++message.revision;
  message.decided = now;
  boost::system::error_code wrong;
  json::value payload = json::parse(message.payload, wrong);
  json::value* const data = wrong ? nullptr : payload.find_pointer("/data", wrong);
  json::value* const alert = data == nullptr ? nullptr : payload.find_pointer("/data/alert", wrong);
  if (alert == nullptr || !alert->is_object()) return message;  // none of ours, as a test's
  bool const reminder = due.what.kind == FollowUp::Kind::reminder;
  alert->get_object()["revision"] = message.revision;
  alert->get_object()["decided"] = to_rfc3339(now);
  data->get_object()["follow_up"] = json::object{{"kind", reminder ? "reminder" : "escalation"},
                                                 {"number", due.what.step},
                                                 {"of", of},
                                                 {"sink", due.what.sink.value},
                                                 {"first_told", to_rfc3339(due.first_told)}};
  payload.get_object()["type"] = reminder ? "alert.reminder" : "alert.escalated";
  payload.get_object()["timestamp"] = to_rfc3339(now);
  message.payload = alerts::json_text(payload);
  return message;
}

}  // namespace rasid::routing
