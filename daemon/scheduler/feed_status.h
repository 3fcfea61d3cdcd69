#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "daemon/configuration/settings.h"
#include "daemon/store/store.h"

namespace rasid {

/// One feed as an operator wants to see it.
struct FeedStatus {
  enum class Health : std::uint8_t { waiting, well, failing, gone, paused };

  FeedId feed;
  std::string url;  // in force: where it has moved to, if it has
  std::string title;
  Health health = Health::waiting;  // waiting: not polled yet
  std::optional<Timestamp> last_success;
  std::optional<Timestamp> next_poll;  // absent where it is polled no more
  double items_per_day = 0;            // the rate learnt
  std::int64_t polls = 0;
  std::int64_t items = 0;  // new ones so far
  std::uint32_t failures = 0;
  std::optional<Timestamp> failing_since;
  std::string error;
};

/// "well", "failing" …
std::string_view to_text(FeedStatus::Health health);

/// Pure: the same whether the state comes from a running scheduler or from the store.
FeedStatus status_of(configuration::FeedSettings const& feed, store::FeedState const& state);

}  // namespace rasid
