#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "extractors/tagger/words.h"

namespace rasid::tagger {

/// Features as hashes; each is one row of weights. They come in two parts, so that what a word brings wherever it
/// stands can be weighed once for each word and not once for each place.
using Features = std::vector<std::uint32_t>;

/// Where a word stands, seen from the word that is labelled.
enum class Seat : std::uint8_t { second_before, before, here, after, second_after };
constexpr std::size_t seat_count = 5;

/// What the word alone says in this seat; appended.
void features_of_word(Word const& word, Seat seat, Features& out);
/// What word `i` of a sentence says together with its place and its neighbours; appended.
void features_of_place(std::span<Word const> sentence, std::size_t i, Features& out);

}  // namespace rasid::tagger
