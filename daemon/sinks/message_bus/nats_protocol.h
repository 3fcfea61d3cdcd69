#pragma once

#include <optional>
#include <string>
#include <string_view>

/// The lines of the NATS client protocol (https://docs.nats.io/reference/reference-protocols/nats-protocol) that
/// publishing takes.
namespace rasid::sinks::nats {

/// What the server says of itself.
struct Info {
  bool headers = false;
  bool tls_required = false;
  bool tls_available = false;
  std::size_t max_payload = 0;  // 0: not said
};
/// Reads "INFO {…}"; nothing where the line is none.
std::optional<Info> read_info(std::string_view line);

struct Login {
  std::string user;
  std::string password;
  std::string token;
};
/// "CONNECT {…}\r\n".
std::string connect(Login const& login, bool headers);

/// PUB, or with headers HPUB with Nats-Msg-Id, by which JetStream drops repeats. `reply` may be empty.
std::string publish(std::string_view subject, std::string_view reply, std::string_view message_id,
                    std::string_view payload, bool headers);

/// A message as announced by "MSG …" or "HMSG …": how many bytes follow, without the line break behind them, and how
/// many of them are headers. Nothing where the line is neither or announces more than 1 MiB.
struct Incoming {
  std::size_t header_bytes = 0;
  std::size_t bytes = 0;
};
std::optional<Incoming> read_message_line(std::string_view line);

/// What a JetStream acknowledgement says: empty where the message is stored (or was before), else why not.
std::string refusal_of(std::string_view headers, std::string_view body);

/// The text as a subject one can publish to: no spaces, wildcards or empty parts; at most 255 bytes.
std::string subject_name(std::string_view text);

}  // namespace rasid::sinks::nats
