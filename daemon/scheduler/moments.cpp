#include "daemon/scheduler/moments.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rasid::scheduling {
namespace {

constexpr double day = 86'400;
constexpr double longest_burst = 1'800;  // what goes on longer is no batch
constexpr double least_spread = 20;
constexpr double keep_a_day = 0.97;  // so that moments of a changed schedule fade within weeks

/// How far from a moment a burst still belongs to it.
double reach(Moment const& m) {
  return std::max(360.0, 2.5 * static_cast<double>(m.spread));
}

}  // namespace

double offset_from(Moment const& m, double at) noexcept {
  double offset = std::fmod(at, day) - static_cast<double>(m.at);
  if (offset > day / 2) offset -= day;
  if (offset <= -day / 2) offset += day;
  return offset;
}

void Burst::add(double at, double blur_of_item) {
  if (items == 0) *this = {.first = at, .last = at, .sum = 0, .squares = 0, .items = 0, .blur = 0};
  double const after = at - first;
  last = std::max(last, at);
  sum += after;
  squares += after * after;
  items += 1;
  blur = std::max(blur, static_cast<float>(blur_of_item));
}

double Moments::regularity() const noexcept {
  // Two bursts' worth of doubt: one burst in four comes again.
  double const beyond_chance = std::max(0.0, static_cast<double>(matched - expected));
  return std::clamp((beyond_chance + 0.6) / (static_cast<double>(bursts) + 2.0), 0.0, 0.98);
}

double Moments::belief(Moment const& m) const noexcept {
  constexpr double doubt = 1;
  double const regular = regularity();
  double const p = (static_cast<double>(m.hits) + doubt * regular) / (static_cast<double>(m.chances) + doubt);
  // In a feed that is not regular hits are chance: they have to be many before they count.
  double const credit = regular < 0.1 && p < 0.7 ? 0 : 1;
  return credit * std::min(1.0, p);
}

double Moments::rate(double at) const noexcept {
  double sum = 0;
  for (Moment const& m : list) {
    double const z = offset_from(m, at) / static_cast<double>(m.spread);
    if (std::abs(z) > 4) continue;
    sum += belief(m) * static_cast<double>(m.items) * std::exp(-z * z / 2) /
           (static_cast<double>(m.spread) * std::sqrt(2 * std::numbers::pi));
  }
  return sum;
}

void Moments::pass(double from, double until) {
  if (list.empty()) return;
  for (Moment& m : list) {
    // A moment has passed when a burst at the end of its reach is over.
    double const end = static_cast<double>(m.at) + reach(m) + 600;
    auto const passed = std::floor((until - end) / day) - std::floor((from - end) / day);
    if (passed < 1) continue;
    m.chances = m.chances * static_cast<float>(keep_a_day) + static_cast<float>(std::min(passed, 14.0));
    m.hits *= static_cast<float>(keep_a_day);
  }
  std::erase_if(list, [](Moment const& m) { return m.chances >= 3 && m.hits < 0.2F * m.chances; });
}

void Moments::take(Burst const& burst) {
  if (burst.items == 0 || burst.last - burst.first > longest_burst) return;
  double const items = static_cast<double>(burst.items);
  double const centre = burst.first + burst.sum / items;
  double const mean = burst.sum / items;
  double const variance = std::max(0.0, burst.squares / items - mean * mean) +
                          static_cast<double>(burst.blur) * static_cast<double>(burst.blur);

  bursts = bursts * 0.98F + 1;
  matched *= 0.98F;
  expected *= 0.98F;
  double covered = 0;
  Moment* nearest = nullptr;
  for (Moment& m : list) {
    covered += 2 * reach(m) / day;
    if (std::abs(offset_from(m, centre)) > reach(m)) continue;
    if (nearest == nullptr || std::abs(offset_from(m, centre)) < std::abs(offset_from(*nearest, centre))) nearest = &m;
  }
  expected += static_cast<float>(std::min(1.0, covered));
  if (nearest != nullptr) {
    matched += 1;
    Moment& m = *nearest;
    double const share = std::max(1 / (static_cast<double>(m.hits) + 2), 0.1);
    double const shift = offset_from(m, centre);
    double const spread = static_cast<double>(m.spread);
    m.at = static_cast<float>(std::fmod(static_cast<double>(m.at) + share * shift + day, day));
    m.spread = static_cast<float>(std::sqrt(std::max(
        least_spread * least_spread, (1 - share) * (spread * spread + share * shift * shift) + share * variance)));
    m.items += static_cast<float>(share * (items - static_cast<double>(m.items)));
    m.hits += 1;
    return;
  }
  Moment const founded{static_cast<float>(std::fmod(centre, day)), static_cast<float>(std::sqrt(variance + 60 * 60)),
                       burst.items, 0, 0};
  if (list.size() < most) {
    list.push_back(founded);
    return;
  }
  auto const weakest = std::ranges::min_element(list, {}, [](Moment const& m) { return m.hits - 0.5F * m.chances; });
  *weakest = founded;
}

}  // namespace rasid::scheduling
