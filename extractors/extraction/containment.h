#pragma once

#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/mention.h"

namespace rasid {

/// Drops mentions that only look like ones because they stand inside a longer name: the Baghdad of "Baghdad Brigades",
/// the Quds Force of a longer organisation. Inside a role ("commander of the Quds Force", "prime minister of Iraq")
/// actors and countries are mentioned indeed and stay; other places there (the Jerusalem of "Quds Force") go. Then
/// sorts: ascending by begin, longer first, then by entity.
void settle_containment(entities::Catalogue const& catalogue, std::vector<Mention>& mentions);

}  // namespace rasid
