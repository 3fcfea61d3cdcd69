#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "extractors/model/time.h"

namespace rasid::feeds {

/// Of several elements that say the same, the first holds.
inline void set_once(std::string& to, std::string value) {
  if (to.empty()) to = std::move(value);
}
inline void set_once(std::optional<Timestamp>& to, std::optional<Timestamp> value) {
  if (!to) to = value;
}

/// Adds a name that is not yet in a list of names; lists without end are for nobody, and each name is compared with
/// all before it.
inline void add_once(std::vector<std::string>& list, std::string value) {
  constexpr std::size_t most = 256;
  if (value.empty() || list.size() >= most || std::ranges::find(list, value) != list.end()) return;
  list.push_back(std::move(value));
}

}  // namespace rasid::feeds
