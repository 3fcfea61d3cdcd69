#pragma once

#include <string_view>
#include <vector>

#include "extractors/model/mention.h"

namespace rasid::places {

/// How good a name is that names a place.
enum class NameQuality : std::uint8_t {
  listed,      // by a file of the user's or ours
  form,        // a case form of a listed one
  common,      // the gazetteer's main name of the place, or one in a language
  unlabelled,  // another of the gazetteer's names, of unknown language and currency
};

/// A place that a spot may name.
struct Candidate {
  EntityIndex place{};
  std::string_view matched;  // the name, as it is listed
  NameQuality quality = NameQuality::listed;
  bool ambiguous = false;  // counts only with other evidence in the article

  [[nodiscard]] bool from_gazetteer() const noexcept { return quality >= NameQuality::common; }
};

/// A spot of the text that names a place, and the places it may name.
struct Spot {
  ByteRange range;
  std::string_view peeled;
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
  bool is_word = false;  // a spelling dictionary knows the name as a word
  std::vector<Candidate> candidates;

  [[nodiscard]] bool one_word() const noexcept { return first_token == last_token; }
  [[nodiscard]] bool any_listed() const noexcept {
    for (Candidate const& each : candidates) {
      if (!each.from_gazetteer()) return true;
    }
    return false;
  }
  [[nodiscard]] bool is_sure() const noexcept {
    return candidates.size() == 1 && !candidates[0].ambiguous && !candidates[0].from_gazetteer();
  }
};

}  // namespace rasid::places
