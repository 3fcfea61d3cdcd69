#pragma once

#include <string>
#include <utility>

#include <openssl/crypto.h>

namespace rasid::sinks {

/// A token, password or secret URL, read from a file or credential. Wiped from memory when it goes; has no way to be
/// printed but reveal().
class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string text) : text_(std::move(text)) {}
  SecretText(SecretText const&) = default;
  SecretText& operator=(SecretText const&) = default;
  ~SecretText() { OPENSSL_cleanse(text_.data(), text_.size()); }

  [[nodiscard]] std::string const& reveal() const noexcept { return text_; }
  [[nodiscard]] bool empty() const noexcept { return text_.empty(); }

 private:
  std::string text_;
};

}  // namespace rasid::sinks
