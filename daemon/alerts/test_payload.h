#pragma once

#include <string>

#include "extractors/model/id.h"
#include "extractors/model/time.h"

namespace rasid::alerts {

/// The JSON of an alert that says that it is a test: "type" is "alert.test", all else by
/// config/schema/alert.v1.schema.json, with Arabic, Persian and emoji in it, since these show best what a receiver does
/// to text.
std::string test_payload(SinkId const& sink, AlertId const& id, Timestamp now);

}  // namespace rasid::alerts
