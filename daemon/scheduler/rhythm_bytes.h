#pragma once

#include <string>
#include <string_view>

#include "daemon/scheduler/rhythm.h"

namespace rasid::scheduling {

/// A Rhythm as it is kept in the store: a version byte and little-endian numbers, 300 bytes and 20 more for each batch
/// moment.
std::string to_bytes(Rhythm const& rhythm);

/// The other way. Bytes that are not of this version, broken off or hold numbers no rhythm has, give an empty Rhythm:
/// the feed is learnt anew. Safe on any input.
Rhythm rhythm_of(std::string_view bytes);

}  // namespace rasid::scheduling
