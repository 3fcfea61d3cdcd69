#include "rules/proximity.h"

#include <algorithm>

namespace rasid::rules {
namespace {

/// A hit by its words: the numbers of its first and its last token.
struct Place {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool title = false;
};

std::vector<Place> places_of(std::vector<Hit> const& hits, text::Document const& document) {
  std::vector<Place> out;
  out.reserve(hits.size());
  auto const tokens = document.tokens();
  for (Hit const& hit : hits) {
    // A hit may begin inside a token, after what was peeled, and a regex's outside of any.
    std::uint32_t first = document.token_at(hit.range.begin);
    if (first > 0 && tokens[first - 1].range.end > hit.range.begin) --first;
    std::uint32_t last = document.token_at(hit.range.end);
    last = last > first ? last - 1 : first;
    out.push_back({first, last, document.title().contains(hit.range)});
  }
  return out;
}

bool tied(Place const& before, Place const& after, Link link) {
  if (before.title != after.title) return false;
  if (before.last < after.first) return after.first - before.last <= link.distance;
  return !link.ordered && after.last < before.first && before.first - after.last <= link.distance;
}

/// For each of `of` whether one of `others` that is alive is tied to it.
template <class Tied>
std::vector<char> reached(std::vector<Place> const& of, std::vector<Place> const& others,
                          std::vector<char> const& alive, std::uint32_t distance, Tied is_tied) {
  std::uint32_t longest = 0;
  for (Place const& other : others) longest = std::max(longest, other.last - other.first);
  std::vector<char> out(of.size(), 0);
  for (std::size_t i = 0; i < of.size(); ++i) {
    std::uint32_t const reach = distance + longest;
    std::uint32_t const from = of[i].first > reach ? of[i].first - reach : 0;
    auto at = std::ranges::lower_bound(others, from, {}, &Place::first);
    for (; at != others.end() && at->first <= of[i].last + distance && out[i] == 0; ++at) {
      if (alive[static_cast<std::size_t>(at - others.begin())] != 0 && is_tied(*at, of[i])) out[i] = 1;
    }
  }
  return out;
}

}  // namespace

bool keep_chains(std::vector<Operand>& operands, text::Document const& document) {
  std::vector<std::vector<Place>> places;
  for (Operand const& operand : operands) {
    if (operand.hits.empty()) return false;
    places.push_back(places_of(operand.hits, document));
  }
  // Forwards: what a chain from the first operand reaches. Backwards: what of that leads on to the last one.
  std::vector<std::vector<char>> alive(operands.size());
  alive[0].assign(places[0].size(), 1);
  for (std::size_t i = 1; i < operands.size(); ++i) {
    Link const link = operands[i].link;
    alive[i] = reached(places[i], places[i - 1], alive[i - 1], link.distance,
                       [&](Place const& other, Place const& here) { return tied(other, here, link); });
    if (std::ranges::count(alive[i], 1) == 0) return false;
  }
  for (std::size_t i = operands.size() - 1; i > 0; --i) {
    Link const link = operands[i].link;
    auto const leads = reached(places[i - 1], places[i], alive[i], link.distance,
                               [&](Place const& other, Place const& here) { return tied(here, other, link); });
    for (std::size_t k = 0; k < leads.size(); ++k) alive[i - 1][k] = alive[i - 1][k] != 0 && leads[k] != 0;
  }
  for (std::size_t i = 0; i < operands.size(); ++i) {
    auto keep = alive[i].begin();
    std::erase_if(operands[i].hits, [&](Hit const&) { return *keep++ == 0; });
  }
  return true;
}

}  // namespace rasid::rules
