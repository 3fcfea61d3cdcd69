#include "daemon/sinks/secret.h"

#include <openssl/crypto.h>

#include "daemon/sinks/base64.h"

namespace rasid::sinks {
namespace {

class SecretCategory final : public std::error_category {
 public:
  [[nodiscard]] char const* name() const noexcept override { return "secret"; }
  [[nodiscard]] std::string message(int code) const override {
    switch (static_cast<SecretError>(code)) {
      case SecretError::no_prefix:
        return "a secret begins with \"whsec_\"";
      case SecretError::not_base64:
        return "after \"whsec_\" a secret is base64, with its padding (=)";
      case SecretError::too_short:
        return "a secret holds at least 24 bytes; make one with: echo whsec_$(openssl rand -base64 32)";
      case SecretError::too_long:
        return "a secret holds at most 64 bytes";
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
  constexpr std::string_view prefix = "whsec_";
  constexpr std::string_view doing = "reading a signing secret";
  if (!text.starts_with(prefix)) return failure(SecretError::no_prefix, std::string(doing));
  auto bytes = from_base64(text.substr(prefix.size()));
  if (!bytes) return failure(SecretError::not_base64, std::string(doing));
  Secret secret(*std::move(bytes));
  if (secret.bytes_.size() < 24) return failure(SecretError::too_short, std::string(doing));
  if (secret.bytes_.size() > 64) return failure(SecretError::too_long, std::string(doing));
  return secret;
}

Secret::Secret(Secret&& from) noexcept : bytes_(std::move(from.bytes_)) {
  wipe(from.bytes_);
}

Secret& Secret::operator=(Secret&& from) noexcept {
  bytes_.swap(from.bytes_);
  return *this;
}

Secret::~Secret() {
  wipe(bytes_);
}

}  // namespace rasid::sinks
