#pragma once

#include <compare>
#include <functional>
#include <string>

namespace rasid {

/// A name that stays the same for ever, typed so that a feed's cannot be passed as an article's.
template <class Tag>
struct Id {
  std::string value;

  [[nodiscard]] bool empty() const noexcept { return value.empty(); }
  friend auto operator<=>(Id const&, Id const&) = default;
};

/// Key of a feed in the configuration, e.g. "aljarida".
using FeedId = Id<struct FeedTag>;
/// 32 lower-case hex digits derived from the feed and the item's identity (see daemon/feeds/identity.h).
using ArticleId = Id<struct ArticleTag>;
/// Key of a watch, unique over all rule files.
using WatchId = Id<struct WatchTag>;
/// Derived from what the articles of a story have in common.
using StoryId = Id<struct StoryTag>;
/// "alr_" and 32 hex digits derived from watch and story: the same cause gives the same id for ever.
using AlertId = Id<struct AlertTag>;
/// Key of a sink in the configuration, e.g. "desk".
using SinkId = Id<struct SinkTag>;

}  // namespace rasid

template <class Tag>
struct std::hash<rasid::Id<Tag>> {
  std::size_t operator()(rasid::Id<Tag> const& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
