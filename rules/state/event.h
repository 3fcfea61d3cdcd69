#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/around.h"

namespace rasid::rules::state {

/// An article on which a watch holds, as the watch's memory sees it.
struct Event {
  Timestamp at{};  // the article's own time
  std::string article;
  std::string story;
  std::string feed;
  std::string author;
  std::vector<std::string> actors;  // by key: those that prove the match, or where none does all of the article's
  std::vector<std::string> places;  // likewise
  std::vector<std::string> countries;
  std::uint32_t steps = 0;  // of a sequence: bit i is set where its condition i holds
};

/// At most so many values of one article count.
inline constexpr std::size_t most_values = 32;

/// What the article is by that facet: one feed, several places, or nothing.
std::vector<std::string> values_of(Event const& event, Facet facet);

/// "place:baghdad"; empty where there is no facet.
std::string key_of(std::optional<Facet> const& facet, std::string const& value);

}  // namespace rasid::rules::state
