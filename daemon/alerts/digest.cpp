#include "daemon/alerts/digest.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>

namespace rasid::alerts {
namespace {

struct ContextCleanup {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

std::array<unsigned char, 8> big_endian(std::uint64_t value) {
  std::array<unsigned char, 8> bytes{};
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, value >>= 8U) *byte = value & 0xFFU;
  return bytes;
}

}  // namespace

std::string digest128(std::initializer_list<std::string_view> parts) {
  std::unique_ptr<EVP_MD_CTX, ContextCleanup> const context(EVP_MD_CTX_new());
  bool ok = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  for (std::string_view const part : parts) {
    auto const length = big_endian(part.size());
    ok = ok && EVP_DigestUpdate(context.get(), length.data(), length.size()) == 1 &&
         EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  std::array<unsigned char, 32> digest{};
  ok = ok && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
  if (!ok) throw std::runtime_error("SHA-256 is not available");  // no memory, or a broken OpenSSL

  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned char const byte : std::span(digest).first(16)) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 0xFU];
  }
  return hex;
}

}  // namespace rasid::alerts
