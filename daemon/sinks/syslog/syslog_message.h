#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "daemon/alerts/read_payload.h"

namespace rasid::sinks {

/// What stands in every message of one syslog sink.
struct SyslogStyle {
  std::uint8_t facility = 3;  // RFC 5424 section 6.2.1; 3: daemon
  std::string host;           // empty: "-"
  std::string app = "rasid";
  std::string data_id = "rasid@32473";  // of the structured data; 32473 is the number for examples (RFC 5612)
  std::size_t most_bytes = 8'192;       // RFC 5424 section 6.1: 2,048 should be taken by everybody
};

/// One message by RFC 5424: severity from the alert's, structured data with what machines look for, and the title, the
/// sentence and the link as UTF-8 text. The text is cut where the whole would be longer than style.most_bytes.
std::string syslog_message(alerts::AlertView const& alert, std::string_view message_id, SyslogStyle const& style);

/// The code of a facility by its name ("daemon", "local0"), or nothing.
std::optional<std::uint8_t> syslog_facility(std::string_view name);

/// The same message as TCP carries it (RFC 6587 section 3.4.1): its length, a space, itself.
std::string octet_counted(std::string_view message);

}  // namespace rasid::sinks
