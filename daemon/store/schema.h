#pragma once

#include <span>

#include "extractors/model/result.h"

namespace SQLite {
class Database;
}

namespace rasid::store {

/// Marks a file as Rasid's in its header ("RASI", see PRAGMA application_id).
inline constexpr int application_id = 0x52415349;

/// A step from one version of the schema to the next. Once released it never changes; the next change is a new step.
struct Migration {
  char const* says;  // what it brings, in the middle of a sentence
  char const* sql;
};

/// All of them, oldest first: step i leads from version i to i + 1. The last one's number is the version of this build.
std::span<Migration const> migrations();

/// Brings a new or older database to the version that `steps` lead to, each step in one transaction: a failure leaves
/// the version before it, whole. StoreError::schema_too_new where the file is ahead of `steps`, StoreError::not_rasid
/// where it is another program's; neither is touched.
Result<> migrate(SQLite::Database& database, std::span<Migration const> steps = migrations());

}  // namespace rasid::store
