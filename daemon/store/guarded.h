#pragma once

#include <SQLiteCpp/Exception.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <string>

#include "daemon/store/sqlite_error.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// What SQLite throws in `work`, as a value. `doing` reads as the middle of a sentence, as in Error.
template <class T, class Work>
Result<T> guarded(std::string const& doing, Work const& work) {
  try {
    return work();
  } catch (SQLite::Exception const& thrown) {
    return std::unexpected(error_of(thrown, doing));
  }
}

/// A LIMIT that SQLite's statements can bear.
inline std::size_t bounded(std::size_t most) {
  return std::min<std::size_t>(most, std::numeric_limits<std::int32_t>::max());
}

}  // namespace rasid::store
