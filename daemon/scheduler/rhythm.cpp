#include "daemon/scheduler/rhythm.h"

#include <algorithm>
#include <cmath>

namespace rasid::scheduling {
namespace {

constexpr double longest_history = 14 * 86'400, least_history = 6 * 3'600;
constexpr double burst_gap = 600;  // a longer silence ends a burst
constexpr float keep_an_item = 0.995F;
// What is believed of follow-ups before any was seen: one in six, after twenty minutes.
constexpr double prior_parents = 6, prior_followed = 1, prior_gap = 1'200;
constexpr double least_gap = 30, longest_gap = 7'200;

double probability_of(Rhythm const& r) {
  return std::min(
      0.95, (static_cast<double>(r.followed) + prior_followed) / (static_cast<double>(r.parents) + prior_parents));
}

double gap_of(Rhythm const& r) {
  return std::clamp((static_cast<double>(r.follow_gap) + prior_gap) / (static_cast<double>(r.followed) + 1), least_gap,
                    longest_gap);
}

}  // namespace

Forecast::Forecast(Rhythm const& rhythm, double now)
    : rhythm_(rhythm), profile_(rhythm.base), probability_(probability_of(rhythm)), gap_(gap_of(rhythm)), now_(now) {
  double const left = rhythm.last_item > 0 ? std::exp(-(now - rhythm.last_item) / gap_) : 0;
  alive_ = probability_ * left / (probability_ * left + 1 - probability_);
}

double Forecast::follow_rate(double at) const noexcept {
  return alive_ * std::exp(-(at - now_) / gap_) / gap_;
}

double Forecast::rate(double at) const noexcept {
  return profile_.rate(at) + follow_rate(at) + rhythm_.moments.rate(at);
}

double Forecast::steady_for(double at) const noexcept {
  double steady = 600;
  if (follow_rate(at) > 0.05 * profile_.rate(at)) steady = std::min(steady, gap_ / 4);
  for (Moment const& m : rhythm_.moments.list) {
    if (rhythm_.moments.belief(m) < 0.02) continue;
    double const spread = static_cast<double>(m.spread);
    double const offset = offset_from(m, at);
    if (std::abs(offset) < 4 * spread) {
      steady = std::min(steady, spread / 3);
    } else if (offset < 0) {
      steady = std::min(steady, -offset - 4 * spread + 1);
    }
  }
  return std::max(steady, 5.0);
}

void Rhythm::observe(double until, std::span<double const> items, double blur) {
  double from = seen_until;
  if (from == 0) {
    // The first poll: what the feed lists of the past is as good as seen, where it is a past and not one moment.
    std::size_t const recent =
        static_cast<std::size_t>(std::ranges::count_if(items, [&](double at) { return at > until - longest_history; }));
    bool const all = recent == items.size();
    items = items.last(recent);
    from = items.empty() ? until : (all ? items.front() : until - longest_history);
    if (until - from < least_history) {
      from = until;
      items = {};
    }
  }
  base.watch(from, until);
  moments.pass(from, until);
  Profile const profile(base);
  double const probability = probability_of(*this), gap = gap_of(*this);
  for (double const at : items) {
    double const by_base = profile.rate(at), by_batch = moments.rate(at);
    double by_follow = 0;
    double const since = at - last_item;
    if (last_item > 0) {
      double const left = std::exp(-since / gap);
      by_follow = probability * left / gap / (probability * left + 1 - probability);
    }
    double const all = by_base + by_follow + by_batch;
    base.add(at, by_base / all);
    parents = parents * keep_an_item + 1;
    followed = followed * keep_an_item + static_cast<float>(by_follow / all);
    follow_gap = follow_gap * keep_an_item + static_cast<float>(since * by_follow / all);
    if (open.items > 0 && at - open.last > burst_gap) {
      moments.take(open);
      open = {};
    }
    open.add(at, blur);
    last_item = std::max(last_item, at);
  }
  if (open.items > 0 && until - open.last > burst_gap) {
    moments.take(open);
    open = {};
  }
  seen_until = until;
}

}  // namespace rasid::scheduling
