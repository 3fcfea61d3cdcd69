#pragma once

#include <cstdint>
#include <memory>

#include "extractors/entities/catalogue.h"
#include "extractors/extractor.h"

namespace rasid::actors {

/// Finds the catalogue's persons and organisations: by their names in every language at once, by generated spellings
/// and Russian case forms of these, and by roles that one of them held on the article's date, or held at any time where
/// the role stands directly beside that person's name. A name marked ambiguous
/// counts only where the article mentions the same actor in another, unambiguous way. Of mentions of one actor that
/// overlap, the longest stays. `seed` is for the hash table of names.
std::unique_ptr<Extractor> make_actor_extractor(std::shared_ptr<entities::Catalogue const> catalogue,
                                                std::uint64_t seed);

}  // namespace rasid::actors
