#pragma once

#include <cstdint>
#include <vector>

#include "rules/term.h"

namespace rasid::rules {

/// One bit a term.
class TermBits {
 public:
  explicit TermBits(std::size_t terms = 0) : words_((terms + 63) / 64, 0) {}

  [[nodiscard]] bool has(TermId term) const noexcept {
    auto const at = static_cast<std::uint32_t>(term);
    return (words_[at / 64] >> (at % 64) & 1U) != 0;
  }
  void set(TermId term) noexcept {
    auto const at = static_cast<std::uint32_t>(term);
    words_[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  void reset(TermId term) noexcept {
    auto const at = static_cast<std::uint32_t>(term);
    words_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
  }
  [[nodiscard]] std::size_t bytes() const noexcept { return words_.size() * sizeof words_[0]; }

 private:
  std::vector<std::uint64_t> words_;
};

/// What one pass over an article already says about the terms of a set.
struct TermPresence {
  TermBits const& announced;  // terms that such a pass finds wherever they are (or might be)
  TermBits const& exact;      // of those: the ones it finds only where they are
  TermBits const& found;      // what it found

  [[nodiscard]] bool is_absent(TermId term) const noexcept { return announced.has(term) && !found.has(term); }
  /// Somewhere in the article.
  [[nodiscard]] bool is_certain(TermId term) const noexcept { return exact.has(term) && found.has(term); }
};

}  // namespace rasid::rules
