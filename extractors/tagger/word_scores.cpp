#include "extractors/tagger/word_scores.h"

#include "extractors/tagger/hash.h"

namespace rasid::tagger {

WordScores::Seats const& WordScores::seats_of(Word const& word) {
  // Case is the one thing beside the folded form that differs between writings of a word.
  auto const [at, fresh] =
      known_.try_emplace(combine(word.folded, static_cast<std::uint64_t>(word.letter_case) * 8 + word.proclitic));
  if (fresh) {
    for (std::size_t seat = 0; seat < seat_count; ++seat) {
      scratch_.clear();
      features_of_word(word, static_cast<Seat>(seat), scratch_);
      weights_.add(scratch_, at->second[seat]);
    }
  }
  return at->second;
}

Weights::Sum WordScores::around(std::span<Word const> sentence, std::size_t i) {
  static Word const edge{};
  Weights::Sum out{};
  for (std::size_t seat = 0; seat < seat_count; ++seat) {
    auto const k = static_cast<std::ptrdiff_t>(i + seat) - 2;
    bool const beyond = k < 0 || k >= static_cast<std::ptrdiff_t>(sentence.size());
    Seats const& seats = seats_of(beyond ? edge : sentence[static_cast<std::size_t>(k)]);
    for (std::size_t l = 0; l < label_count; ++l) out[l] += seats[seat][l];
  }
  return out;
}

}  // namespace rasid::tagger
