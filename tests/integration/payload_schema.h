#pragma once

#include <string>
#include <string_view>

namespace rasid::test {

/// What the published schema, config/schema/alert.v1.schema.json, finds wrong with a payload; empty where it fits.
std::string complaint_about(std::string_view payload);

/// True where there is such a schema.
bool payload_schema_is_published();

}  // namespace rasid::test
