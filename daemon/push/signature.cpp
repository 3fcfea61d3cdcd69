#include "daemon/push/signature.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <stdexcept>

namespace rasid::push {
namespace {

EVP_MD const* digest_named(std::string_view method) {
  if (method == "sha1") return EVP_sha1();
  if (method == "sha256") return EVP_sha256();
  if (method == "sha384") return EVP_sha384();
  return method == "sha512" ? EVP_sha512() : nullptr;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

std::string hex(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (char const c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    out.append(1, digits[byte / 16]).append(1, digits[byte % 16]);
  }
  return out;
}

}  // namespace

std::string hub_signature(std::string_view method, std::string_view secret, std::string_view body) {
  EVP_MD const* const digest = digest_named(method);
  if (digest == nullptr) return {};
  std::string mac(EVP_MAX_MD_SIZE, '\0');
  unsigned int size = 0;
  auto const* const done =
      HMAC(digest, secret.data(), static_cast<int>(secret.size()), reinterpret_cast<unsigned char const*>(body.data()),
           body.size(), reinterpret_cast<unsigned char*>(mac.data()), &size);
  if (done == nullptr) return {};  // as SHA-1 where the system forbids it
  mac.resize(size);
  return std::string(method) + "=" + hex(mac);
}

bool is_signed(std::string_view header, std::string_view secret, std::string_view body) {
  std::string const given = lower(header.substr(0, 256));
  std::string const expected = hub_signature(std::string_view(given).substr(0, given.find('=')), secret, body);
  if (expected.empty() || expected.size() != given.size()) return false;
  return CRYPTO_memcmp(given.data(), expected.data(), expected.size()) == 0;
}

std::string random_hex(std::size_t bytes) {
  std::string random(bytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(random.data()), static_cast<int>(bytes)) != 1)
    throw std::runtime_error("the system has no random bytes");
  return hex(random);
}

}  // namespace rasid::push
