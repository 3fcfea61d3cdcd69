#include "daemon/scheduler/poll_policy.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "daemon/scheduler/plan.h"
#include "daemon/scheduler/rhythm_bytes.h"
#include "daemon/scheduler/skip_times.h"

namespace rasid {
namespace {

using scheduling::Rhythm;

/// How long a feed must have been watched before what it showed counts more than what it declares, in hours.
constexpr double learnt_after = 72;

double seconds(Duration d) {
  return static_cast<double>(d.count()) / 1'000;
}

Duration of_seconds(double s) {
  constexpr double most = 10.0 * 365 * 86'400;
  return Duration{static_cast<Duration::rep>(std::min(s, most) * 1'000)};
}

/// Whether the feed published it now, rather than edited or completed what was there.
bool is_new(Article const& article) {
  return article.revision == 1 && !article.completion;
}

/// Learns from the articles that a poll at `now` showed for the first time. A date is believed where it lies between
/// the last poll and this one; without one the article came at some time between the two.
Rhythm learn(std::string const& bytes, std::span<Article const> fresh, double now, double scale) {
  Rhythm rhythm = scheduling::rhythm_of(bytes);
  if (rhythm.seen_until > now) rhythm = {};  // the clock was set back
  std::vector<double> times;
  std::size_t undated = 0;
  for (Article const& article : fresh) {
    if (!is_new(article)) continue;
    double const at = article.published ? seconds(article.published->time_since_epoch()) / scale : -1;
    if (at > rhythm.seen_until && at > 0 && at <= now) {
      times.push_back(at);
    } else {
      ++undated;
    }
  }
  double const window = rhythm.seen_until > 0 ? now - rhythm.seen_until : 0;
  if (window > 0) {
    for (std::size_t i = 0; i < undated; ++i)
      times.push_back(now - window * (static_cast<double>(i) + 0.5) / static_cast<double>(undated));
  }
  std::ranges::sort(times);
  rhythm.observe(now, times, undated > 0 ? window / std::sqrt(12.0) : 0);
  return rhythm;
}

}  // namespace

store::FeedState PollPolicy::after(configuration::FeedSettings const& feed, store::FeedState state,
                                   PollOutcome const& outcome, std::span<Article const> fresh, Timestamp now) const {
  state.last_attempt = now;
  ++state.polls;
  if (outcome.kind == PollOutcome::Kind::fetched) {
    state.last_success = now;
    state.failures = 0;
    state.failing_since.reset();
    state.last_error.clear();
    state.gone = false;
    state.items += std::ranges::count_if(fresh, is_new);
    double const scale = polling_.time_scale;
    state.rhythm = to_bytes(learn(state.rhythm, fresh, seconds(now.time_since_epoch()) / scale, scale));
    state.next_poll = now + scaled(pause_after_success(feed, state, now));
    return state;
  }
  if (state.failures == 0) state.failing_since = now;
  state.failures += 1;
  state.last_error = outcome.error;
  state.gone = outcome.kind == PollOutcome::Kind::gone;
  state.next_poll = now + scaled(pause_after_failure(feed, state, outcome, now));
  return state;
}

store::FeedState PollPolicy::after_push(store::FeedState state, std::span<Article const> fresh, Timestamp now) const {
  state.items += std::ssize(fresh);
  double const scale = polling_.time_scale;
  state.rhythm = to_bytes(learn(state.rhythm, fresh, seconds(now.time_since_epoch()) / scale, scale));
  return state;
}

Duration PollPolicy::usual_pause(configuration::FeedSettings const& feed, store::FeedState const& state, Duration least,
                                 Timestamp now) const {
  if (feed.interval || !polling_.learn) {
    Duration const interval = std::max(feed.interval.value_or(polling_.interval), Duration{1});
    return std::max(least, interval);
  }
  Duration const most = std::max(feed.most_interval.value_or(polling_.longest_interval), least);
  double const from = seconds(now.time_since_epoch()) / polling_.time_scale;
  return of_seconds(
      scheduling::next_poll_after(scheduling::rhythm_of(state.rhythm), from, price_, {seconds(least), seconds(most)}));
}

Duration PollPolicy::pause_after_success(configuration::FeedSettings const& feed, store::FeedState const& state,
                                         Timestamp now) const {
  Duration const least = std::max({polling_.floor, feed.least_interval.value_or(Duration{0}), Duration{1}});
  Duration wish = std::max(state.hints.fresh_for.value_or(Duration{0}), state.hints.ttl.value_or(Duration{0}));
  if (scheduling::rhythm_of(state.rhythm).base.watched() < learnt_after)
    wish = std::max(wish, state.hints.update_period.value_or(Duration{0}));
  wish = std::max(std::min(wish, polling_.longest_hint), pushed_);
  if (feed.most_interval) wish = std::min(wish, *feed.most_interval);

  Duration pause = usual_pause(feed, state, std::max(least, wish), now);
  bool const fixed = feed.interval || !polling_.learn;
  if (fixed) pause = std::max(std::max(least, wish), jittered(pause));
  // Those whose wish decides come a little later, so that they do not all come at once.
  if (pause <= wish) pause = wish + of_seconds(seconds(wish) * 0.05 * chance_);
  Duration const skip = scheduling::after_skipped(state.hints, now + pause) - now;
  return feed.most_interval ? std::min(skip, std::max(*feed.most_interval, pause)) : skip;
}

Duration PollPolicy::pause_after_failure(configuration::FeedSettings const& feed, store::FeedState const& state,
                                         PollOutcome const& outcome, Timestamp now) const {
  Duration const least = std::max(polling_.floor, Duration{1});
  Duration const usual = usual_pause(feed, state, least, now);
  Duration const longest = std::max(polling_.longest_pause, usual);
  Duration pause = usual;
  for (std::uint32_t i = 0; i < state.failures && pause < longest; ++i) pause *= 2;
  Duration const wish = std::min(outcome.retry_after.value_or(Duration{0}), longest);
  // The jitter shortens no pause that the server asked for.
  return std::max({least, jittered(std::min(pause, longest)), wish + of_seconds(seconds(wish) * 0.05 * chance_)});
}

Duration PollPolicy::scaled(Duration pause) const {
  return of_seconds(seconds(pause) * polling_.time_scale);
}

Duration PollPolicy::jittered(Duration pause) const {
  return of_seconds(seconds(pause) * (0.9 + 0.2 * chance_));
}

}  // namespace rasid
