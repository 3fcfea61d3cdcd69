#pragma once

#include <cstddef>
#include <span>

#include "daemon/stories/traits.h"

namespace rasid::stories {

/// A term of an article, and how rare it is now.
struct Telling {
  std::uint32_t key = 0;
  float weight = 0;  // how much the article is about it
  float rarity = 0;  // 0: in every article, 1: in one only

  [[nodiscard]] TermKind kind() const noexcept { return static_cast<TermKind>(key & 7U); }
};

/// What two articles have in common.
struct Comparison {
  double cosine = 0;         // of all that is compared, weighted by rarity: 0 … 1
  double agreement = 1;      // of the actors, places and numbers of both those that are common to them
  double said = 0;           // rarity of all that is common
  std::size_t entities = 0;  // common actors, and places smaller than a region
  std::size_t actors = 0;    // of these
  std::size_t marks = 0;     // common numbers, and names that are in no list
};

/// Compares two articles by their terms, ascending by key; by words too where `words`: both are in one language.
Comparison compare(std::span<Telling const> a, std::span<Telling const> b, bool words);

/// How surely two articles that compare so report one event, whatever their times: 1 and more means they do.
double same_event(Comparison const& comparison, bool words);

/// Whether the one text may be a rewrite of the other, and not the same form filled in with other names and numbers.
bool same_matter(Comparison const& comparison);

}  // namespace rasid::stories
