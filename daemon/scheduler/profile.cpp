#include "daemon/scheduler/profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace rasid::scheduling {
namespace {

constexpr double hour = 3600, day = 86'400;
constexpr double memory = 28 * day;    // the past counts half after some 20 days
constexpr double prior_items = 0.4;    // a feed that showed nothing may still wake
constexpr double prior_watched = 1;    // hours
constexpr double weekday_pull = 6;     // items' worth of belief that all days are alike
constexpr double least_factor = 0.08;  // no hour is quite dead
constexpr std::size_t harmonics = 11;

std::size_t hour_of(double at) {
  return static_cast<std::size_t>(std::fmod(at, day) / hour) % 24;
}

std::size_t day_of(double at) {
  return static_cast<std::size_t>(std::fmod(at, 7 * day) / day) % 7;
}

struct Waves {
  std::array<double, 24> cosine{}, sine{};
  Waves() {
    for (std::size_t i = 0; i < 24; ++i) {
      cosine[i] = std::cos(2 * std::numbers::pi * static_cast<double>(i) / 24);
      sine[i] = std::sin(2 * std::numbers::pi * static_cast<double>(i) / 24);
    }
  }
};

/// Factors around 1, from which chance is filtered out. `counts` are items as if every hour had been watched alike.
std::array<double, 24> smooth(std::array<double, 24> const& counts, double items) {
  static Waves const waves;
  std::array<double, 24> factors;
  factors.fill(1);
  if (items <= 1) return factors;
  for (std::size_t k = 1; k <= harmonics; ++k) {
    double real = 0, imaginary = 0;
    for (std::size_t h = 0; h < 24; ++h) {
      real += counts[h] * waves.cosine[k * h % 24];
      imaginary += counts[h] * waves.sine[k * h % 24];
    }
    double const power = real * real + imaginary * imaginary;
    double const kept = power > 0 ? std::max(0.0, 1 - 1.5 * items / power) : 0;  // chance alone gives power = items
    if (kept == 0) continue;
    for (std::size_t h = 0; h < 24; ++h)
      factors[h] += 2 * kept * (real * waves.cosine[k * h % 24] + imaginary * waves.sine[k * h % 24]) / items;
  }
  double sum = 0;
  for (double& factor : factors) sum += factor = std::max(factor, least_factor);
  for (double& factor : factors) factor *= 24 / sum;
  return factors;
}

}  // namespace

void Tally::watch(double from, double until) {
  if (until <= from) return;
  auto const keep = static_cast<float>(std::exp(-(until - from) / memory));
  for (auto* const values : {&hour_items, &hour_watched})
    for (float& value : *values) value *= keep;
  for (auto* const values : {&day_items, &day_watched})
    for (float& value : *values) value *= keep;
  seen *= keep;
  for (double at = std::max(from, until - 14 * day); at < until;) {
    double const edge = std::min(until, (std::floor(at / hour) + 1) * hour);
    auto const length = static_cast<float>((edge - at) / hour);
    hour_watched[hour_of(at)] += length;
    day_watched[day_of(at)] += length;
    at = edge;
  }
}

double Tally::seen_a_day() const noexcept {
  double const hours = watched();
  return hours > 0 ? static_cast<double>(seen) * 24 / hours : 0;
}

void Tally::add(double at, double share) {
  seen += 1;
  hour_items[hour_of(at)] += static_cast<float>(share);
  day_items[day_of(at)] += static_cast<float>(share);
}

double Tally::items() const noexcept {
  return std::accumulate(hour_items.begin(), hour_items.end(), 0.0);
}

double Tally::watched() const noexcept {
  return std::accumulate(hour_watched.begin(), hour_watched.end(), 0.0);
}

Profile::Profile(Tally const& tally) {
  double const items = tally.items(), watched = tally.watched();
  mean_ = (items + prior_items) / (watched + prior_watched) / hour;
  std::array<double, 24> counts{};
  double total = 0;
  // Hours hardly watched yet are believed to be like the others.
  for (std::size_t h = 0; h < 24; ++h) {
    double const pull = 0.5 + watched / 240;
    double const rate = (tally.hour_items[h] + pull * mean_ * hour) / (tally.hour_watched[h] + pull);
    counts[h] = rate * watched / 24;
    total += counts[h];
  }
  hour_ = smooth(counts, total);
  double sum = 0;
  for (std::size_t d = 0; d < 7; ++d) {
    double const expected = mean_ * hour * tally.day_watched[d];
    sum += day_[d] = (tally.day_items[d] + weekday_pull) / (expected + weekday_pull);
  }
  for (double& factor : day_) factor *= 7 / sum;
}

double Profile::rate(double at) const noexcept {
  // Between the middles of two hours the rate goes straight from one to the other.
  double const place = std::fmod(at, day) / hour + 23.5;
  auto const left = static_cast<std::size_t>(place) % 24;
  double const part = place - std::floor(place);
  double const factor = hour_[left] * (1 - part) + hour_[(left + 1) % 24] * part;
  return mean_ * factor * day_[day_of(at)];
}

double Profile::mean_root() const noexcept {
  double sum = 0;
  for (double const factor : hour_) sum += std::sqrt(factor);
  return std::sqrt(mean_) * sum / 24;
}

}  // namespace rasid::scheduling
