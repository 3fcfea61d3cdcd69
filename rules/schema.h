#pragma once

#include <string>

namespace rasid::rules {

/// The JSON Schema (draft 7) of rule files, from the table that their reader goes by (watch_keys.h); what
/// config/schema/watches.schema.json holds, byte for byte.
std::string watches_schema();

}  // namespace rasid::rules
