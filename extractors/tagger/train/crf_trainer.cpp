#include "extractors/tagger/train/crf_trainer.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>

namespace rasid::tagger {
namespace {

using Row = std::array<float, label_count>;

class Trainer {
 public:
  Trainer(std::vector<Example> const& examples, TrainingSettings const& settings)
      : examples_(examples), settings_(settings), random_(settings.seed) {
    number_features();
  }

  Weights run() {
    std::vector<std::size_t> order(examples_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (int epoch = 0; epoch < settings_.epochs; ++epoch) {
      std::ranges::shuffle(order, random_);
      for (std::size_t const i : order) learn(i);
    }
    return rounded();
  }

 private:
  static constexpr std::uint32_t rare = UINT32_MAX;

  void number_features() {
    std::unordered_map<std::uint32_t, std::uint32_t> count;
    for (Example const& example : examples_)
      for (std::uint32_t const feature : example.features) ++count[feature];
    std::unordered_map<std::uint32_t, std::uint32_t> number;
    for (Example const& example : examples_) {
      auto& rows = rows_.emplace_back();
      rows.reserve(example.features.size());
      for (std::uint32_t const feature : example.features) {
        if (count[feature] < settings_.least) {
          rows.push_back(rare);
          continue;
        }
        auto const [at, fresh] = number.emplace(feature, static_cast<std::uint32_t>(names_.size()));
        if (fresh) names_.push_back(feature);
        rows.push_back(at->second);
      }
    }
    weights_.assign(names_.size(), Row{});
    squares_.assign(names_.size(), Row{});
  }

  void step(float& weight, float& square, float gradient) const {
    square += gradient * gradient;
    weight += settings_.rate * gradient / (std::sqrt(square) + settings_.floor);
  }

  void learn(std::size_t which) {
    Example const& example = examples_[which];
    auto const& rows = rows_[which];
    std::size_t const n = example.gold.size();
    if (n == 0) return;
    std::bernoulli_distribution drop(settings_.dropout);
    keep_.assign(rows.size(), true);
    for (std::size_t k = 0; k < rows.size(); ++k) keep_[k] = rows[k] != rare && !drop(random_);
    scores_.assign(n, Scores{});
    float const boost = 1 / (1 - settings_.dropout);
    std::uint32_t k = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (; k < example.ends[i]; ++k)
        if (keep_[k])
          for (std::size_t l = 0; l < label_count; ++l) scores_[i][l] += boost * weights_[rows[k]][l];
    Chain chain(transitions_);
    chain.marginals(scores_, marginals_);
    Transitions expected{};
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t b = 0; b <= label_count; ++b)
        for (std::size_t a = 0; a < label_count; ++a) expected[b][a] += chain.pair(scores_, i, b, a);
    for (std::size_t i = 0; i < n; ++i)
      expected[i == 0 ? label_count : index(example.gold[i - 1])][index(example.gold[i])] -= 1;
    for (std::size_t b = 0; b <= label_count; ++b)
      for (std::size_t a = 0; a < label_count; ++a)
        if (expected[b][a] != 0)
          step(transitions_[b][a], transition_squares_[b][a],
               -example.weight * expected[b][a] - settings_.l2 * transitions_[b][a]);
    k = 0;
    for (std::size_t i = 0; i < n; ++i) {
      Row gradient;
      for (std::size_t l = 0; l < label_count; ++l)
        gradient[l] = example.weight * ((index(example.gold[i]) == l ? 1.0F : 0.0F) - marginals_[i][l]);
      for (; k < example.ends[i]; ++k) {
        if (!keep_[k]) continue;
        Row& weight = weights_[rows[k]];
        Row& square = squares_[rows[k]];
        for (std::size_t l = 0; l < label_count; ++l)
          step(weight[l], square[l], gradient[l] - settings_.l2 * weight[l]);
      }
    }
  }

  [[nodiscard]] Weights rounded() const {
    std::vector<std::pair<float, std::uint32_t>> by_weight;
    float largest = 0;
    for (std::uint32_t i = 0; i < weights_.size(); ++i) {
      float sum = 0;
      for (float const w : weights_[i]) {
        sum += w * w;
        largest = std::max(largest, std::abs(w));
      }
      by_weight.emplace_back(-sum, i);
    }
    std::size_t const kept = std::min(settings_.most_rows, by_weight.size());
    std::ranges::sort(by_weight);
    float const scale = std::min(largest, 5.0F) / 127;
    std::vector<Weights::Row> rows;
    for (std::size_t k = 0; k < kept; ++k) {
      std::uint32_t const i = by_weight[k].second;
      Weights::Row row{names_[i], {}};
      bool any = false;
      for (std::size_t l = 0; l < label_count; ++l) {
        row.weights[l] = static_cast<std::int8_t>(std::clamp(std::lround(weights_[i][l] / scale), -127L, 127L));
        any = any || row.weights[l] != 0;
      }
      if (any) rows.push_back(row);
    }
    return Weights(rows, scale, settings_.eagerness, transitions_);
  }

  std::vector<Example> const& examples_;
  TrainingSettings settings_;
  std::mt19937_64 random_;
  std::vector<std::vector<std::uint32_t>> rows_;  // by example: rows of its features
  std::vector<std::uint32_t> names_;              // by row: its feature
  std::vector<Row> weights_;
  std::vector<Row> squares_;
  Transitions transitions_{};
  Transitions transition_squares_{};
  std::vector<bool> keep_;
  std::vector<Scores> scores_;
  std::vector<Scores> marginals_;
};

}  // namespace

Weights train(std::vector<Example> const& examples, TrainingSettings const& settings) {
  return Trainer(examples, settings).run();
}

}  // namespace rasid::tagger
