#include "daemon/sinks/secret.h"

#include <openssl/crypto.h>

#include <utility>

#include "daemon/sinks/base64.h"

namespace rasid::sinks {
namespace {

class SecretCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "secret"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<SecretError>(code)) {
      case SecretError::no_prefix:
        return "a secret begins with \"whsec_\", or with \"whsk_\" where it is a private key";
      case SecretError::not_base64:
        return "after \"whsec_\" or \"whsk_\" a secret is base64, with its padding (=)";
      case SecretError::too_short:
        return "a secret holds at least 24 bytes; make one with: echo whsec_$(openssl rand -base64 32)";
      case SecretError::too_long:
        return "a secret holds at most 64 bytes";
      case SecretError::wrong_key_size:
        return "an ed25519 key holds 32 bytes; make one with: "
               "echo whsk_$(openssl genpkey -algorithm ed25519 -outform DER | tail -c 32 | base64)";
    }
    return "not a secret";
  }
};

void wipe(std::string& bytes) noexcept {
  OPENSSL_cleanse(bytes.data(), bytes.size());
  bytes.clear();
}

}  // namespace

std::error_code make_error_code(SecretError error) {
  static SecretCategory const category;
  return {static_cast<int>(error), category};
}

Result<Secret> Secret::parse(std::string_view text) {
  constexpr std::string_view shared = "whsec_";
  constexpr std::string_view private_key = "whsk_";
  auto const refused = [](SecretError why) { return failure(why, "reading a signing secret"); };
  bool const is_key = text.starts_with(private_key);
  if (!is_key && !text.starts_with(shared)) return refused(SecretError::no_prefix);
  auto bytes = from_base64(text.substr(is_key ? private_key.size() : shared.size()));
  if (!bytes) return refused(SecretError::not_base64);
  Secret secret(*std::move(bytes), is_key ? Scheme::ed25519 : Scheme::hmac_sha256);
  std::size_t const size = secret.bytes_.size();
  if (is_key) {
    if (size != 32 && size != 64) return refused(SecretError::wrong_key_size);
    std::string seed = secret.bytes_.substr(0, 32);
    wipe(secret.bytes_);
    secret.bytes_.swap(seed);
    return secret;
  }
  if (size < 24) return refused(SecretError::too_short);
  if (size > 64) return refused(SecretError::too_long);
  return secret;
}

Secret::Secret(Secret&& from) noexcept : bytes_(std::move(from.bytes_)), scheme_(from.scheme_) {
  wipe(from.bytes_);
}

Secret& Secret::operator=(Secret&& from) noexcept {
  bytes_.swap(from.bytes_);
  std::swap(scheme_, from.scheme_);
  return *this;
}

Secret::~Secret() {
  wipe(bytes_);
}

}  // namespace rasid::sinks
