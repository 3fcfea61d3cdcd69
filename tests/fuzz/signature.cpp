// Any bytes as what an operator and a sender write: a secret, and the three headers and the body of a message, a line
// each. No crash, bounded work; and whatever secret is read, what it signs is accepted.
#include <cstdlib>

#include "daemon/sinks/base64.h"
#include "daemon/sinks/signature.h"

namespace {

std::string_view line(std::string_view& text) {
  auto const end = text.find('\n');
  std::string_view const first = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return first;
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace rasid;
  std::string_view text(reinterpret_cast<char const*>(data), size);
  require(sinks::from_base64(sinks::base64(text)) == text);
  (void)sinks::from_base64(text);

  auto secret = sinks::Secret::parse(line(text));
  if (!secret) {
    (void)secret.error().message();
    secret = sinks::Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  }
  std::vector<sinks::Secret> const secrets{*std::move(secret)};
  sinks::SignedHeaders const headers{line(text), line(text), line(text)};
  std::string_view const body = text;
  constexpr std::int64_t now = 1614265330;
  constexpr Timestamp at{std::chrono::seconds{now}};

  auto const verdict = sinks::verify(secrets, headers, body, at);
  if (!verdict) (void)verdict.error().message();

  if (headers.id.empty()) return 0;
  std::string const time = std::to_string(now);
  std::string const ours = sinks::signature_header(secrets, headers.id, now, body);
  require(sinks::verify(secrets, {headers.id, time, ours}, body, at).has_value());
  std::string const longer = std::string(body) + "x";
  require(!sinks::verify(secrets, {headers.id, time, ours}, longer, at).has_value());
  return 0;
}
