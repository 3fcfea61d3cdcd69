#include "daemon/sinks/message_bus/nats_protocol.h"

#include <charconv>
#include <vector>

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace rasid::sinks::nats {
namespace json = boost::json;
namespace {

constexpr std::size_t most_bytes = 1U << 20U;

std::optional<json::object> object_in(std::string_view text) {
  boost::system::error_code bad;
  json::value const value = json::parse(text, bad);
  if (bad || !value.is_object()) return std::nullopt;
  return value.get_object();
}

bool flag(json::object const& object, std::string_view name) {
  auto const* found = object.if_contains(name);
  return found != nullptr && found->is_bool() && found->get_bool();
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> all;
  while (!line.empty()) {
    std::size_t const end = std::min(line.find_first_of(" \t"), line.size());
    if (end > 0) all.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return all;
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  auto const [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (bad != std::errc{} || end != text.data() + text.size() || value > most_bytes) return std::nullopt;
  return value;
}

}  // namespace

std::optional<Info> read_info(std::string_view line) {
  if (!line.starts_with("INFO ")) return std::nullopt;
  auto const said = object_in(line.substr(5));
  if (!said) return std::nullopt;
  Info info{.headers = flag(*said, "headers"),
            .tls_required = flag(*said, "tls_required"),
            .tls_available = flag(*said, "tls_available")};
  auto const* most = said->if_contains("max_payload");
  if (most != nullptr && most->is_int64() && most->get_int64() > 0) {
    info.max_payload = static_cast<std::size_t>(most->get_int64());
  }
  return info;
}

std::string connect(Login const& login, bool headers) {
  json::object options{{"verbose", false}, {"pedantic", false}, {"name", "rasid"},    {"lang", "c++"},
                       {"version", "1"},   {"protocol", 1},     {"headers", headers}, {"no_responders", headers}};
  if (!login.user.empty()) {
    options["user"] = login.user;
    options["pass"] = login.password;
  }
  if (!login.token.empty()) options["auth_token"] = login.token;
  return "CONNECT " + json::serialize(options) + "\r\n";
}

std::string publish(std::string_view subject, std::string_view reply, std::string_view message_id,
                    std::string_view payload, bool headers) {
  std::string const to = reply.empty() ? std::string(subject) : fmt::format("{} {}", subject, reply);
  if (!headers) return fmt::format("PUB {} {}\r\n{}\r\n", to, payload.size(), payload);
  std::string const head =
      fmt::format("NATS/1.0\r\nNats-Msg-Id: {}\r\nContent-Type: application/json\r\n\r\n", message_id);
  return fmt::format("HPUB {} {} {}\r\n{}{}\r\n", to, head.size(), head.size() + payload.size(), head, payload);
}

std::optional<Incoming> read_message_line(std::string_view line) {
  auto const all = words(line);
  if (all.size() < 4) return std::nullopt;
  if (all[0] == "MSG" && all.size() <= 5) {
    auto const bytes = number(all.back());
    return bytes ? std::optional(Incoming{0, *bytes}) : std::nullopt;
  }
  if (all[0] != "HMSG" || all.size() < 5 || all.size() > 6) return std::nullopt;
  auto const head = number(all[all.size() - 2]);
  auto const bytes = number(all.back());
  if (!head || !bytes || *head > *bytes) return std::nullopt;
  return Incoming{*head, *bytes};
}

std::string refusal_of(std::string_view headers, std::string_view body) {
  if (headers.starts_with("NATS/1.0 503")) return "no stream takes messages of this subject";
  auto const said = object_in(body);
  if (!said) return "the acknowledgement cannot be read";
  if (auto const* error = said->if_contains("error"); error != nullptr && error->is_object()) {
    auto const* description = error->get_object().if_contains("description");
    bool const told = description != nullptr && description->is_string();
    return "the stream refused it: " + (told ? std::string(description->get_string()) : std::string("no reason given"));
  }
  return said->contains("stream") ? std::string{} : "the acknowledgement names no stream";
}

std::string subject_name(std::string_view text) {
  std::string out;
  for (char const c : text.substr(0, 255)) {
    auto const byte = static_cast<unsigned char>(c);
    bool const bad = byte <= 0x20 || byte == 0x7F || c == '*' || c == '>';
    bool const empty_part = c == '.' && (out.empty() || out.back() == '.');
    out += bad || empty_part ? '_' : c;
  }
  if (out.empty() || out.back() == '.') out += '_';
  return out;
}

}  // namespace rasid::sinks::nats
