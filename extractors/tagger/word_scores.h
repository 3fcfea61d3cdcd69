#pragma once

#include <span>
#include <unordered_map>

#include "extractors/tagger/model.h"

namespace rasid::tagger {

/// What words weigh by themselves, kept for a document's length, since the same words come again and again. For one
/// thread.
class WordScores {
 public:
  explicit WordScores(Weights const& weights) : weights_(weights) {}

  /// The sum for word `i`: of itself and of its two neighbours on either side, each in its seat.
  [[nodiscard]] Weights::Sum around(std::span<Word const> sentence, std::size_t i);

 private:
  using Seats = std::array<Weights::Sum, seat_count>;
  Seats const& seats_of(Word const& word);

  Weights const& weights_;
  std::unordered_map<std::uint64_t, Seats> known_;
  Features scratch_;
};

}  // namespace rasid::tagger
