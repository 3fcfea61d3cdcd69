#pragma once

#include <string>

#include "extractors/model/result.h"

namespace SQLite {
class Exception;
}

namespace rasid::store {

/// What SQLite threw, as a value: its code mapped to a StoreError, its own words kept in `doing`.
Error error_of(SQLite::Exception const& thrown, std::string doing);

}  // namespace rasid::store
