#include "daemon/sinks/syslog/syslog_message.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "daemon/alerts/cut_text.h"
#include "daemon/alerts/dialect.h"

namespace rasid::sinks {
namespace {

/// RFC 5424 section 6.2.1, table 2. An alert is news, not a failing system: nothing above "critical".
unsigned severity_of(std::string_view severity) {
  if (severity == "critical") return 2;
  if (severity == "high") return 3;
  return severity == "medium" ? 4 : 5;
}

/// Printable US-ASCII without spaces, at most `most`; "-" where nothing is left.
std::string name(std::string_view text, std::size_t most) {
  std::string out;
  for (char const c : text) {
    if (c > ' ' && c < 0x7F && out.size() < most) out += c;
  }
  return out.empty() ? "-" : out;
}

/// Section 6.3.3: '"', '\' and ']' are escaped.
std::string parameter(std::string_view key, std::string_view value) {
  std::string escaped;
  for (char const c : alerts::cut_text(alerts::one_line(value), 500, alerts::Unit::bytes)) {
    if (c == '"' || c == '\\' || c == ']') escaped += '\\';
    escaped += c;
  }
  return fmt::format(" {}=\"{}\"", key, escaped);
}

}  // namespace

std::string syslog_message(alerts::AlertView const& alert, std::string_view message_id, SyslogStyle const& style) {
  std::string out = fmt::format("<{}>1 {} {} {} {} {} ", style.facility * 8U + severity_of(alert.severity),
                                name(alert.decided, 40), name(style.host, 255), name(style.app, 48), "-", "alert");
  out += fmt::format("[{}", name(style.data_id, 32));
  out += parameter("id", message_id) + parameter("alert", alert.id) + parameter("watch", alert.watch) +
         parameter("severity", alert.severity) + parameter("story", alert.story) + parameter("feed", alert.feed) +
         parameter("url", alert.url) + "] ";
  std::string text = fmt::format("[{}] {}: {}", alert.severity, alert.watch_title, alert.title);
  if (!alert.sentence.empty()) text += " — " + alert.sentence;
  out += "\xEF\xBB\xBF";  // section 6.4: says that what follows is UTF-8
  std::size_t const left = style.most_bytes > out.size() ? style.most_bytes - out.size() : 0;
  return out + alerts::cut_text(alerts::one_line(text), left, alerts::Unit::bytes);
}

std::optional<std::uint8_t> syslog_facility(std::string_view name) {
  constexpr auto names = std::to_array<std::string_view>(
      {"kern",   "user",   "mail",     "daemon", "auth",   "syslog", "lpr",    "news",
       "uucp",   "cron",   "authpriv", "ftp",    "ntp",    "audit",  "alert",  "clock",
       "local0", "local1", "local2",   "local3", "local4", "local5", "local6", "local7"});
  auto const found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<std::uint8_t>(found - names.begin());
}

std::string octet_counted(std::string_view message) {
  return fmt::format("{} {}", message.size(), message);
}

}  // namespace rasid::sinks
