#pragma once

#include <string>
#include <vector>

#include "daemon/store/routing.h"

namespace rasid::routing {

/// Messages that one digest lists at most; of more there are more digests.
inline constexpr std::size_t most_in_digest = 100;

/// The latest revision of each alert among the messages, in the order in which the alerts first came.
std::vector<store::HeldMessage> latest_of_each(std::vector<store::HeldMessage> const& messages);

/// One message that lists these (at least one): an alert of watch "rasid-digest" whose id follows from what it lists,
/// so that the same list is the same message for ever. Its payload is by config/schema/alert.v1.schema.json, with
/// data.digest; what else an alert has there says the same in words, for sinks that know no digests. Times in words are
/// in `time_zone`.
Alert digest_of(store::HeldBatch const& batch, std::vector<store::HeldMessage> const& messages,
                std::string const& time_zone, Timestamp now);

}  // namespace rasid::routing
