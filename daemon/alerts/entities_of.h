#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/mention.h"
#include "rules/match.h"

namespace rasid::alerts {

/// One entity of an article and where it is named.
struct Named {
  EntityIndex entity{};
  bool proves = false;                   // the watch fired because of it
  std::size_t total = 0;                 // how often it is named
  std::vector<Mention const*> mentions;  // the first of them
};

/// The entities that `mentions` name, those that prove the match first, then by first appearance; each with its first
/// `most_mentions` mentions. Points into `mentions`. Evidence that names no mention of the article is passed over.
std::vector<Named> entities_of(std::span<Mention const> mentions, rules::Match const& match, std::size_t most_mentions);

/// The places that contain `place`, from the next larger one outward; stops after 16, should a catalogue go in circles.
std::vector<EntityIndex> containers_of(entities::Catalogue const& catalogue, EntityIndex place);

}  // namespace rasid::alerts
