#include "daemon/sinks/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <stdexcept>

#include "daemon/sinks/base64.h"

namespace rasid::sinks {
namespace {

class SignatureCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "signature"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<SignatureError>(code)) {
      case SignatureError::incomplete:
        return "webhook-id, webhook-timestamp and webhook-signature must all be there";
      case SignatureError::bad_timestamp:
        return "webhook-timestamp is not a number of seconds";
      case SignatureError::too_old:
        return "the message was sent too long ago";
      case SignatureError::too_new:
        return "the message is dated in the future";
      case SignatureError::no_match:
        return "no signature fits";
    }
    return "not signed";
  }
};

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  auto const* const done = HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
                                reinterpret_cast<unsigned char const*>(message.data()), message.size(),
                                reinterpret_cast<unsigned char*>(digest.data()), &size);
  if (done == nullptr) throw std::runtime_error("HMAC-SHA256 is not available");
  digest.resize(size);
  return digest;
}

struct KeyCleanup {
  void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};
struct ContextCleanup {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

std::unique_ptr<EVP_PKEY, KeyCleanup> key_of(std::string_view seed) {
  std::unique_ptr<EVP_PKEY, KeyCleanup> key(EVP_PKEY_new_raw_private_key(
      EVP_PKEY_ED25519, nullptr, reinterpret_cast<unsigned char const*>(seed.data()), seed.size()));
  if (!key) throw std::runtime_error("ed25519 is not available");
  return key;
}

/// RFC 8032: the same signature for the same message, always.
std::string ed25519(std::string_view seed, std::string_view message) {
  auto const key = key_of(seed);
  std::unique_ptr<EVP_MD_CTX, ContextCleanup> const context(EVP_MD_CTX_new());
  std::string signature(64, '\0');
  std::size_t size = signature.size();
  bool const done = context != nullptr &&
                    EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                                   reinterpret_cast<unsigned char const*>(message.data()), message.size()) == 1;
  if (!done) throw std::runtime_error("ed25519 is not available");
  return signature;
}

/// What a header's entry of the secret's scheme begins with.
std::string_view scheme_of(Secret const& secret) {
  return secret.scheme() == Secret::Scheme::ed25519 ? "v1a," : "v1,";
}

std::string raw_signature(Secret const& secret, std::string_view content) {
  return secret.scheme() == Secret::Scheme::ed25519 ? ed25519(secret.bytes(), content)
                                                    : hmac_sha256(secret.bytes(), content);
}

std::string signed_content(std::string_view id, std::string_view timestamp, std::string_view body) {
  std::string content;
  content.reserve(id.size() + timestamp.size() + body.size() + 2);
  return content.append(id).append(1, '.').append(timestamp).append(1, '.').append(body);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

/// True where one of the header's entries of a scheme is `expected` (raw). Looks at 16 entries at most: a rotation
/// needs two.
bool any_entry_is(std::string_view header, std::string_view scheme, std::string_view expected) {
  bool found = false;
  for (int entries = 0; !header.empty() && entries < 16; ++entries) {
    auto const space = header.find(' ');
    std::string_view const entry = header.substr(0, space);
    header.remove_prefix(space == std::string_view::npos ? header.size() : space + 1);
    if (!entry.starts_with(scheme)) continue;
    auto const given = from_base64(entry.substr(scheme.size()));
    if (!given || given->size() != expected.size()) continue;
    if (CRYPTO_memcmp(given->data(), expected.data(), expected.size()) == 0) found = true;
  }
  return found;
}

}  // namespace

std::error_code make_error_code(SignatureError error) {
  static SignatureCategory const category;
  return {static_cast<int>(error), category};
}

std::string sign(Secret const& secret, std::string_view id, std::int64_t unix_seconds, std::string_view body) {
  std::string const content = signed_content(id, std::to_string(unix_seconds), body);
  return std::string(scheme_of(secret)) + base64(raw_signature(secret, content));
}

std::optional<std::string> public_key(Secret const& secret) {
  if (secret.scheme() != Secret::Scheme::ed25519) return std::nullopt;
  std::string bytes(32, '\0');
  std::size_t size = bytes.size();
  if (EVP_PKEY_get_raw_public_key(key_of(secret.bytes()).get(), reinterpret_cast<unsigned char*>(bytes.data()),
                                  &size) != 1) {
    return std::nullopt;
  }
  return "whpk_" + base64(bytes);
}

std::string signature_header(std::span<Secret const> secrets, std::string_view id, std::int64_t unix_seconds,
                             std::string_view body) {
  std::string header;
  for (Secret const& secret : secrets) {
    if (!header.empty()) header += ' ';
    header += sign(secret, id, unix_seconds, body);
  }
  return header;
}

Result<> verify(std::span<Secret const> secrets, SignedHeaders const& headers, std::string_view body, Timestamp now,
                Duration tolerance) {
  auto const refused = [](SignatureError why) { return failure(why, "verifying a webhook"); };
  if (headers.id.empty() || headers.timestamp.empty() || headers.signature.empty()) {
    return refused(SignatureError::incomplete);
  }
  auto const sent = whole_number(headers.timestamp);
  if (!sent) return refused(SignatureError::bad_timestamp);
  // In whole seconds on both sides: no sum that a hostile number could overflow.
  std::int64_t const seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  std::int64_t const allowed = std::chrono::floor<std::chrono::seconds>(tolerance).count();
  if (*sent < seconds - allowed) return refused(SignatureError::too_old);
  if (*sent > seconds + allowed) return refused(SignatureError::too_new);

  std::string const content = signed_content(headers.id, headers.timestamp, body);
  bool found = false;  // every secret is tried: which one fits must not show in the time it takes
  for (Secret const& secret : secrets) {
    if (any_entry_is(headers.signature, scheme_of(secret), raw_signature(secret, content))) found = true;
  }
  if (!found) return refused(SignatureError::no_match);
  return {};
}

}  // namespace rasid::sinks
