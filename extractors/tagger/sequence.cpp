#include "extractors/tagger/sequence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rasid::tagger {
namespace {

constexpr std::size_t start = label_count;  // row of the sentence's begin

constexpr bool allowed(std::size_t before, std::size_t after) noexcept {
  auto const to = static_cast<Label>(after);
  return before == start ? !continues(to) : may_follow(static_cast<Label>(before), to);
}

}  // namespace

void Chain::best(std::span<Scores const> words, std::vector<Label>& out) {
  constexpr float never = -std::numeric_limits<float>::infinity();
  out.resize(words.size());
  from_.resize(words.size());
  Scores now{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    Scores next;
    for (std::size_t to = 0; to < label_count; ++to) {
      float best = never;
      std::uint8_t source = 0;
      if (i == 0) {
        if (allowed(start, to)) best = transitions_[start][to];
      } else {
        for (std::size_t before = 0; before < label_count; ++before) {
          float const score = now[before] + transitions_[before][to];
          if (allowed(before, to) && score > best) {
            best = score;
            source = static_cast<std::uint8_t>(before);
          }
        }
      }
      next[to] = best + words[i][to];
      from_[i][to] = source;
    }
    now = next;
  }
  if (words.empty()) return;
  auto at = static_cast<std::size_t>(std::ranges::max_element(now) - now.begin());
  for (std::size_t i = words.size(); i-- > 0;) {
    out[i] = static_cast<Label>(at);
    at = from_[i][at];
  }
}

double Chain::marginals(std::span<Scores const> words, std::vector<Scores>& out) {
  std::size_t const n = words.size();
  out.resize(n);
  if (n == 0) return 0;
  forward_.resize(n);
  backward_.resize(n);
  scale_.resize(n);
  top_.resize(n);
  std::array<Scores, label_count + 1> step;
  for (std::size_t before = 0; before <= label_count; ++before)
    for (std::size_t to = 0; to < label_count; ++to)
      step[before][to] = allowed(before, to) ? std::exp(transitions_[before][to]) : 0.0F;
  double log_z = 0;
  std::vector<Scores> weight(n);
  for (std::size_t i = 0; i < n; ++i) {
    top_[i] = *std::ranges::max_element(words[i]);
    float sum = 0;
    for (std::size_t to = 0; to < label_count; ++to) {
      weight[i][to] = std::exp(words[i][to] - top_[i]);
      float mass = 0;
      if (i == 0) {
        mass = step[start][to];
      } else {
        for (std::size_t before = 0; before < label_count; ++before) mass += forward_[i - 1][before] * step[before][to];
      }
      sum += forward_[i][to] = mass * weight[i][to];
    }
    sum = std::max(sum, std::numeric_limits<float>::min());
    for (float& value : forward_[i]) value /= sum;
    scale_[i] = sum;
    log_z += std::log(static_cast<double>(sum)) + top_[i];
  }
  backward_[n - 1].fill(1.0F);
  for (std::size_t i = n - 1; i-- > 0;)
    for (std::size_t before = 0; before < label_count; ++before) {
      float mass = 0;
      for (std::size_t to = 0; to < label_count; ++to)
        mass += step[before][to] * weight[i + 1][to] * backward_[i + 1][to];
      backward_[i][before] = mass / scale_[i + 1];
    }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t to = 0; to < label_count; ++to) out[i][to] = forward_[i][to] * backward_[i][to];
  return log_z;
}

float Chain::pair(std::span<Scores const> words, std::size_t i, std::size_t before, std::size_t after) const {
  if (!allowed(before, after)) return 0;
  float const into = i == 0 ? (before == start ? 1.0F : 0.0F) : (before == start ? 0.0F : forward_[i - 1][before]);
  return into * std::exp(transitions_[before][after] + words[i][after] - top_[i]) * backward_[i][after] / scale_[i];
}

}  // namespace rasid::tagger
