#pragma once

#include "daemon/store/routing.h"
#include "daemon/store/statement_use.h"

namespace rasid::store {

inline constexpr char const* silence_columns = "id, matcher, starts, ends, expired, who, comment";

/// A row of silence_columns.
inline Silence silence_in(StatementUse const& use) {
  return {use.text(0), use.text(1), use.time(2), use.time(3), use.maybe_time(4), use.text(5), use.text(6)};
}

}  // namespace rasid::store
