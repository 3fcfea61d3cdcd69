#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "rules/term.h"

namespace rasid::rules {

/// Finds which of many literals (three bytes at least, ASCII in lower case) stand anywhere in a text, without regard to
/// the case of ASCII letters. Filled, then built, then only read.
class LiteralSearch {
 public:
  void add(std::string literal, TermId term);
  void build();

  [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
  /// Calls `visit(TermId)` for the terms of each literal that is there, perhaps more than once.
  template <class Visit>
  void find(std::string_view text, Visit visit) const {
    std::string const lowered = lower(text);
    for (std::size_t at = 0; at + 3 <= lowered.size(); ++at) {
      std::uint32_t const gram = gram_at(lowered, at);
      if ((seen_[(gram * 0x9E3779B1U) >> 22U] >> (gram & 63U) & 1U) == 0) continue;
      auto const found = by_gram_.find(gram);
      if (found == by_gram_.end()) continue;
      for (std::uint32_t const which : found->second) {
        if (lowered.compare(at, all_[which].text.size(), all_[which].text) == 0) visit(all_[which].term);
      }
    }
  }
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  struct Literal {
    std::string text;
    TermId term;
  };

  static std::uint32_t gram_at(std::string_view text, std::size_t at) noexcept {
    auto const byte = [&](std::size_t i) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
    };
    return byte(0) | byte(1) << 8U | byte(2) << 16U;
  }
  /// ASCII letters in lower case, and the two letters beyond ASCII that a regex takes for them: ſ and the Kelvin sign.
  static std::string lower(std::string_view text);

  std::vector<Literal> all_;
  std::vector<std::uint64_t> seen_;  // a Bloom filter of the first three bytes
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_gram_;
};

}  // namespace rasid::rules
