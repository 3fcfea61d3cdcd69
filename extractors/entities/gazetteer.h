#pragma once

#include <istream>
#include <string>

#include "extractors/entities/listed.h"

namespace rasid::entities {

/// The first line of a table of places, with a tab between the columns.
[[nodiscard]] std::string const& gazetteer_columns();

/// Reads places from a table of tab-separated columns (config/gazetteer/README.md describes them), line by line, so
/// that a large table costs memory only for its places. `name` is what messages call the file. Countries get their
/// CLDR names beside those the table lists.
///
/// Bounded: lines of 64 KiB, 256 names a place, 1,000,000 places; reading stops after 100 problems.
Loaded read_gazetteer(std::istream& in, std::string const& name);

}  // namespace rasid::entities
