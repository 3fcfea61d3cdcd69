#pragma once

#include <istream>
#include <string>
#include <string_view>

#include "extractors/entities/listed.h"

namespace rasid::entities {

/// The first line of a table of actors: id, kind, label, groups, names, ambiguous, roles, variants, not_names, not,
/// with a tab between each.
[[nodiscard]] std::string_view actor_columns();

/// Reads actors from a table of tab-separated columns (config/watchlists/README.md describes them), line by line: the
/// form for lists of 100,000 actors and more. `name` is what messages call the file.
///
/// Bounded: lines of 64 KiB, 256 names an actor, 2,000,000 actors; reading stops after 100 problems.
Loaded read_actor_table(std::istream& in, std::string const& name);

}  // namespace rasid::entities
