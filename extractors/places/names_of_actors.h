#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "extractors/model/mention.h"

namespace rasid::places {

/// The longer names that actors' mentions take up: the Baghdad of "Baghdad Brigades" tells nothing of where things
/// happen. Roles are not names: the Iraq of "prime minister of Iraq" is one.
class NamesOfActors {
 public:
  explicit NamesOfActors(std::vector<Mention> const& mentions) {
    for (Mention const& each : mentions) {
      if (each.method != Method::role) ranges_.push_back(each.range);
    }
    std::ranges::sort(ranges_);
    std::uint32_t furthest = 0;
    for (ByteRange const each : ranges_) reach_.push_back(furthest = std::max(furthest, each.end));
  }

  /// True where one of them holds `range` and more.
  [[nodiscard]] bool hold(ByteRange range) const {
    auto const before = std::ranges::lower_bound(ranges_, range.begin, {}, &ByteRange::begin) - ranges_.begin();
    auto const upto = std::ranges::upper_bound(ranges_, range.begin, {}, &ByteRange::begin) - ranges_.begin();
    if (before > 0 && reach_[static_cast<std::size_t>(before - 1)] >= range.end) return true;
    return upto > before && ranges_[static_cast<std::size_t>(upto - 1)].end > range.end;
  }

 private:
  std::vector<ByteRange> ranges_;     // ascending by begin, then end
  std::vector<std::uint32_t> reach_;  // the furthest end of this range and those before it
};

}  // namespace rasid::places
