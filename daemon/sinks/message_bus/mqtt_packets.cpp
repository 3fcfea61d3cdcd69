#include "daemon/sinks/message_bus/mqtt_packets.h"

#include "daemon/alerts/cut_text.h"

namespace rasid::sinks::mqtt {
namespace {

void add_number(std::string& out, std::size_t number) {
  out += static_cast<char>((number >> 8U) & 0xFFU);
  out += static_cast<char>(number & 0xFFU);
}

/// At most 65,535 bytes: what is longer would not be told apart.
void add_text(std::string& out, std::string_view text) {
  text = text.substr(0, 0xFFFF);
  add_number(out, text.size());
  out += text;
}

std::string packet(std::uint8_t first, std::string const& rest) {
  std::string out(1, static_cast<char>(first));
  std::size_t length = rest.size();
  do {
    auto byte = static_cast<std::uint8_t>(length & 0x7FU);
    length >>= 7U;
    if (length > 0) byte |= 0x80U;
    out += static_cast<char>(byte);
  } while (length > 0);
  return out + rest;
}

}  // namespace

std::string connect(Connect const& options) {
  std::string rest;
  add_text(rest, "MQTT");
  rest += '\x04';
  std::uint8_t flags = 0x02;
  if (!options.user.empty()) flags |= 0x80U;
  if (!options.user.empty() && !options.password.empty()) flags |= 0x40U;
  rest += static_cast<char>(flags);
  add_number(rest, options.keep_alive);
  add_text(rest, options.client_id);
  if ((flags & 0x80U) != 0) add_text(rest, options.user);
  if ((flags & 0x40U) != 0) add_text(rest, options.password);
  return packet(0x10, rest);
}

std::string publish(std::string_view topic, std::string_view payload, std::uint16_t id, bool retain) {
  std::string rest;
  add_text(rest, topic);
  add_number(rest, id);
  rest += payload;
  return packet(static_cast<std::uint8_t>(0x32U | (retain ? 1U : 0U)), rest);
}

std::string disconnect() {
  return packet(0xE0, {});
}

std::optional<bool> RemainingLength::add(std::uint8_t byte) {
  if (shift_ > 21) return std::nullopt;
  value_ |= static_cast<std::size_t>(byte & 0x7FU) << shift_;
  shift_ += 7;
  return (byte & 0x80U) == 0;
}

std::string_view refusal(std::uint8_t code) {
  switch (code) {
    case 0:
      return {};
    case 1:
      return "the broker does not speak MQTT 3.1.1";
    case 2:
      return "the broker does not like the client id";
    case 3:
      return "the broker is not available";
    case 4:
      return "the broker knows no such user or password";
    case 5:
      return "the broker does not let this user in";
    default:
      return "the broker refused for an unknown reason";
  }
}

std::string topic_name(std::string_view text) {
  std::string out;
  for (char const c : alerts::cut_text(text, 1'000, alerts::Unit::bytes)) {
    auto const byte = static_cast<unsigned char>(c);
    out += byte < 0x20 || byte == 0x7F || c == '+' || c == '#' ? '_' : c;
  }
  return out.empty() ? "_" : out;
}

}  // namespace rasid::sinks::mqtt
