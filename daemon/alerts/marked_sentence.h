#pragma once

#include <string>

#include "daemon/alerts/dialect.h"
#include "daemon/alerts/read_payload.h"

namespace rasid::alerts {

/// The alert's sentence on one line in the dialect's form, the matched words marked, isolated from what stands round
/// it; at most `most` code points of it, cut between graphemes.
std::string marked_sentence(AlertView const& alert, Dialect const& dialect, std::size_t most);

}  // namespace rasid::alerts
