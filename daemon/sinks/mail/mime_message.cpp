#include "daemon/sinks/mail/mime_message.h"

#include <algorithm>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "daemon/alerts/dialect.h"
#include "daemon/sinks/base64.h"
#include "extractors/model/time.h"
#include "extractors/model/utf8.h"

namespace rasid::sinks {
namespace {

constexpr std::size_t longest_line = 76;  // RFC 2045 section 6.8

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

/// RFC 5322 section 3.2.3: what an unquoted address may consist of.
bool is_atom_text(char c) {
  constexpr std::string_view marks = "!#$%&'*+-/=?^_`{|}~.";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
}

std::string in_lines(std::string_view bytes) {
  std::string const encoded = base64(bytes);
  std::string out;
  for (std::size_t at = 0; at < encoded.size(); at += longest_line) {
    out += encoded.substr(at, longest_line);
    out += "\r\n";
  }
  return out;
}

std::string part(std::string_view type, std::string_view content) {
  return fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}", type,
                     in_lines(content));
}

/// The domain of the sender: what stands behind its '@'.
std::string domain_of(std::string const& from) {
  std::string const address = bare_address(from);
  return address.substr(address.find('@') + 1);
}

std::string date_of(std::string const& decided) {
  auto const moment = parse_rfc3339(decided).value_or(Timestamp{});
  std::tm const parts = fmt::gmtime(std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count());
  return fmt::format("{:%a, %d %b %Y %H:%M:%S} +0000", parts);
}

/// An address header's value: the name encoded, the address not.
std::string address_value(std::string const& text) {
  std::string const bare = bare_address(text);
  if (bare == text) return bare;
  std::string name = text.substr(0, text.rfind('<'));
  while (name.ends_with(' ')) name.pop_back();
  if (!is_ascii(name)) return encoded_header(name) + " <" + bare + ">";
  std::string quoted;
  for (char const c : name) quoted += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return "\"" + quoted + "\" <" + bare + ">";
}

std::string recipients(std::vector<std::string> const& to) {
  std::string all;
  for (std::string const& one : to) all += (all.empty() ? "" : ",\r\n ") + address_value(one);
  return all;
}

/// Mail programs show urgent ones as such (the X- header is what they know).
std::string_view importance(std::string_view severity) {
  if (severity == "critical" || severity == "high") return "Importance: high\r\nX-Priority: 1\r\n";
  return severity == "low" ? "Importance: low\r\nX-Priority: 5\r\n" : "";
}

}  // namespace

std::string bare_address(std::string_view text) {
  std::size_t const open = text.rfind('<');
  if (open == std::string_view::npos || !text.ends_with('>')) return std::string(text);
  return std::string(text.substr(open + 1, text.size() - open - 2));
}

bool is_mail_address(std::string_view text) {
  if (std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7F; })) return false;
  std::string const bare = bare_address(text);
  std::size_t const at = bare.find('@');
  if (at == std::string::npos || at == 0 || at + 1 == bare.size() || bare.size() > 254) return false;
  return std::ranges::all_of(bare.substr(0, at), is_atom_text) &&
         std::ranges::all_of(bare.substr(at + 1), [](char c) { return is_atom_text(c) && c != '/' && c != '='; });
}

std::string encoded_header(std::string_view text) {
  std::string const line = alerts::one_line(text);
  if (is_ascii(line) && line.size() <= 900 && line.find("=?") == std::string::npos) return line;
  // An encoded word holds at most 75 characters, so 45 bytes in base64 behind "=?utf-8?B?".
  constexpr std::size_t most_bytes = 45;
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at;
    while (end < line.size()) {
      std::size_t const next = end + decode(line, end).bytes;
      if (next - at > most_bytes) break;
      end = next;
    }
    out +=
        (out.empty() ? "=?utf-8?B?" : "\r\n =?utf-8?B?") + base64(std::string_view(line).substr(at, end - at)) + "?=";
    at = end;
  }
  return out;
}

std::string mail_message(alerts::AlertView const& alert, std::string_view message_id, MailAddresses const& addresses,
                         alerts::TextSettings const& text) {
  std::string const domain = domain_of(addresses.from);
  std::string const boundary = fmt::format("=_{}", message_id);  // "=_" cannot stand in base64
  std::string out;
  out += fmt::format("Date: {}\r\nFrom: {}\r\nTo: {}\r\n", date_of(alert.decided), address_value(addresses.from),
                     recipients(addresses.to));
  if (!addresses.reply_to.empty()) out += fmt::format("Reply-To: {}\r\n", address_value(addresses.reply_to));
  alerts::TextSettings title = text;
  title.most = 250;
  out += fmt::format("Subject: {}\r\n", encoded_header(alerts::alert_title(alert, alerts::Form::plain, title)));
  out += fmt::format("Message-ID: <{}@{}>\r\n", message_id, domain);
  // A message that nobody ever sent is every one's parent: that is what makes the thread.
  if (!alert.story.empty()) {
    out += fmt::format("References: <{0}@{1}>\r\nIn-Reply-To: <{0}@{1}>\r\n", alert.story, domain);
  }
  out += importance(alert.severity);
  // RFC 3834: no vacation notices, please.
  out += fmt::format("Auto-Submitted: auto-generated\r\nX-Rasid-Alert: {}\r\n", alerts::one_line(alert.id));
  out += fmt::format("MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"{}\"\r\n\r\n", boundary);
  out += fmt::format("--{}\r\n{}", boundary, part("text/plain", alerts::alert_text(alert, alerts::Form::plain, text)));
  out += fmt::format("--{}\r\n{}", boundary, part("text/html", alerts::alert_page(alert, text)));
  return out + fmt::format("--{}--\r\n", boundary);
}

}  // namespace rasid::sinks
