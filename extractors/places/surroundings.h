#pragma once

#include "extractors/places/cue_words.h"
#include "extractors/places/spot.h"
#include "extractors/text/document.h"

namespace rasid::places {

/// What stands beside a spot.
struct Surroundings {
  Cue cue = Cue::none;           // "city of X", "X Province"
  bool preposition = false;      // "in X", or one peeled off
  bool of_person = false;        // "Paris Hilton", "Mr Houston", جورج واشنطن
  bool after_capital = false;    // a word with a capital that is no place stands right before, not opening the sentence
  bool in_longer_name = false;   // "Dallas Cowboys", "University of X Press": capitals go on beside it
  bool begins_sentence = false;  // where every word has a capital
  bool acts = false;             // "Tehran rejects …", نددت طهران: what governments do
};

/// Looks at the words before and after. `previous_is_spot`, `next_is_spot`: whether the word there is part of a spot.
Surroundings surroundings_of(Spot const& spot, text::Document const& document, CueWords const& words,
                             bool previous_is_spot, bool next_is_spot);

}  // namespace rasid::places
