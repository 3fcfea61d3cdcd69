#include <fmt/format.h>

#include "daemon/configuration/read_endpoint.h"
#include "daemon/configuration/read_sinks.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;
using Security = sinks::MailSettings::Security;

constexpr std::size_t most_recipients = 100;

void check_address(MapReader& map, std::string_view key, std::string const& address) {
  if (sinks::is_mail_address(address)) return;
  map.report(*map.child(key), fmt::format("\"{}\" is not a mail address", address),
             "write ops@example.org or Rasid <ops@example.org>");
}

std::uint16_t usual_port(Security security) {
  if (security == Security::tls) return 465;
  return security == Security::none ? 25 : 587;
}

}  // namespace

sinks::MailSettings read_mail(SinkReading const& reading, SinkId const& id, MapReader& map, yaml::Value const& value) {
  sinks::MailSettings sink{.id = id, .server = read_endpoint(reading, map)};
  auto const security = map.choice("security", {"starttls", "tls", "none"});
  if (security == "tls") sink.security = Security::tls;
  if (security == "none") sink.security = Security::none;
  if (sink.server.port == 0) sink.server.port = usual_port(sink.security);

  sink.addresses.from = map.required_text("from");
  if (!sink.addresses.from.empty()) check_address(map, "from", sink.addresses.from);
  if (map.required_child("to") != nullptr) sink.addresses.to = map.texts("to");
  for (std::string const& to : sink.addresses.to) check_address(map, "to", to);
  if (map.has("to") && (sink.addresses.to.empty() || sink.addresses.to.size() > most_recipients)) {
    map.report(*map.child("to"), "a mail goes to 1 to 100 recipients");
  }
  if (auto const reply = map.text("reply_to")) {
    sink.addresses.reply_to = *reply;
    check_address(map, "reply_to", *reply);
  }

  sink.user = map.text("user").value_or("");
  sink.password = read_secret_text(reading, map, "password", !sink.user.empty());
  if (!sink.user.empty() && sink.security == Security::none && !sink.server.allow_private) {
    map.report(value, "a password would be sent unencrypted", "use security: starttls or tls");
  }
  sink.text = text_settings(reading);
  sink.timeout = read_timeout(map, sink.timeout);
  return sink;
}

}  // namespace rasid::configuration
