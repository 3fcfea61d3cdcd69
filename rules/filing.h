#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "rules/expression.h"
#include "rules/term_presence.h"

namespace rasid::rules {

/// Where each watch waits: under the terms of its rarest clause. With each watch stand two terms of its second rarest,
/// of which one must have been found as well: most that wait under a common term are passed over without a look at
/// them. Immutable.
class Filing {
 public:
  struct Posting {
    std::uint32_t watch = 0;
    TermId either{};
    TermId other{};  // the same as `either` where there is only one
  };

  /// `conditions` by watch; `announced`: the terms that each pass over an article finds by itself.
  Filing(std::span<Expression const> conditions, TermBits const& announced, std::span<double const> costs);

  [[nodiscard]] std::span<Posting const> waiting_for(TermId term) const noexcept {
    auto const at = static_cast<std::size_t>(term);
    return std::span(postings_).subspan(first_[at], first_[at + 1] - first_[at]);
  }
  /// Asks the memory for what waits for these terms, all at once.
  void prefetch(std::span<TermId const> terms) const noexcept {
    for (TermId const term : terms) __builtin_prefetch(&first_[static_cast<std::size_t>(term)]);
    for (TermId const term : terms) __builtin_prefetch(postings_.data() + first_[static_cast<std::size_t>(term)]);
  }
  /// Terms that are not announced but waited for: they are looked for in every article.
  [[nodiscard]] std::span<TermId const> looked_for() const noexcept { return looked_for_; }

  [[nodiscard]] std::size_t bytes() const noexcept {
    return postings_.capacity() * sizeof(Posting) + first_.capacity() * sizeof first_[0];
  }

 private:
  std::vector<std::uint32_t> first_;  // by term: where its postings begin
  std::vector<Posting> postings_;
  std::vector<TermId> looked_for_;
};

}  // namespace rasid::rules
