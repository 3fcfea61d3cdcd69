#include "daemon/scheduler/feed_status.h"

#include "daemon/scheduler/rhythm_bytes.h"

namespace rasid {
namespace {

FeedStatus::Health health_of(store::FeedState const& state) {
  if (state.paused) return FeedStatus::Health::paused;
  if (state.gone) return FeedStatus::Health::gone;
  if (state.failures > 0) return FeedStatus::Health::failing;
  return state.last_success ? FeedStatus::Health::well : FeedStatus::Health::waiting;
}

}  // namespace

std::string_view to_text(FeedStatus::Health health) {
  switch (health) {
    case FeedStatus::Health::waiting:
      return "waiting";
    case FeedStatus::Health::well:
      return "well";
    case FeedStatus::Health::failing:
      return "failing";
    case FeedStatus::Health::gone:
      return "gone";
    case FeedStatus::Health::paused:
      return "paused";
  }
  return "";
}

FeedStatus status_of(configuration::FeedSettings const& feed, store::FeedState const& state) {
  FeedStatus status{.feed = feed.id, .url = state.moved_to.empty() ? feed.url : state.moved_to, .title = feed.title};
  status.health = health_of(state);
  status.last_success = state.last_success;
  if (!state.paused && !state.gone) status.next_poll = state.next_poll;
  status.items_per_day = scheduling::rhythm_of(state.rhythm).base.seen_a_day();
  status.polls = state.polls;
  status.items = state.items;
  status.failures = state.failures;
  status.failing_since = state.failing_since;
  status.error = state.last_error;
  return status;
}

}  // namespace rasid
