#include "daemon/alerts/digest.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>

namespace rasid::alerts {
namespace {

/// SHA-256, looked up once for each thread: that takes OpenSSL longer than a short digest.
class Sha256 {
 public:
  Sha256() : algorithm_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {}
  Sha256(Sha256 const&) = delete;
  Sha256& operator=(Sha256 const&) = delete;
  ~Sha256() {
    EVP_MD_CTX_free(context_);
    EVP_MD_free(algorithm_);
  }

  /// Null where there is none, for want of memory or by a broken OpenSSL.
  EVP_MD_CTX* begin() {
    bool const ok = algorithm_ != nullptr && context_ != nullptr;
    return ok && EVP_DigestInit_ex(context_, algorithm_, nullptr) == 1 ? context_ : nullptr;
  }

 private:
  EVP_MD* algorithm_;
  EVP_MD_CTX* context_;
};

std::array<unsigned char, 8> big_endian(std::uint64_t value) {
  std::array<unsigned char, 8> bytes{};
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, value >>= 8U) *byte = value & 0xFFU;
  return bytes;
}

}  // namespace

std::string digest128(std::initializer_list<std::string_view> parts) {
  thread_local Sha256 sha256;
  EVP_MD_CTX* const context = sha256.begin();
  bool ok = context != nullptr;
  for (std::string_view const part : parts) {
    auto const length = big_endian(part.size());
    ok = ok && EVP_DigestUpdate(context, length.data(), length.size()) == 1 &&
         EVP_DigestUpdate(context, part.data(), part.size()) == 1;
  }
  std::array<unsigned char, 32> digest{};
  ok = ok && EVP_DigestFinal_ex(context, digest.data(), nullptr) == 1;
  if (!ok) throw std::runtime_error("SHA-256 is not available");

  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned char const byte : std::span(digest).first(16)) {
    hex += digits[byte >> 4U];
    hex += digits[byte & 0xFU];
  }
  return hex;
}

}  // namespace rasid::alerts
