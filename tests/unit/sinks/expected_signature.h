#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <string>

#include "tests/support/http_server.h"

namespace rasid::sinks {

/// Secrets whose keys are plain to see: 32 bytes, 00 01 … 1F, and 32 times 'k'.
inline constexpr auto secret_text = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
inline constexpr auto other_secret_text = "whsec_a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s=";

inline std::string secret_key() {
  std::string key;
  for (int i = 0; i < 32; ++i) key += static_cast<char>(i);
  return key;
}
inline std::string other_secret_key() {
  return std::string(32, 'k');
}

/// The signature as the specification describes it, made here from its words and not by the code under test.
inline std::string expected_signature(test::Seen const& seen, std::string const& key = secret_key()) {
  std::string const content = seen.header("webhook-id") + "." + seen.header("webhook-timestamp") + "." + seen.body;
  unsigned char digest[32];
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<unsigned char const*>(content.data()),
       content.size(), digest, nullptr);
  unsigned char text[45];
  EVP_EncodeBlock(text, digest, 32);
  return "v1," + std::string(reinterpret_cast<char const*>(text));
}

}  // namespace rasid::sinks
