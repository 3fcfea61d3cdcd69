#pragma once

#include <cstdint>
#include <vector>

#include "extractors/tagger/model.h"

namespace rasid::tagger {

/// One sentence as training sees it.
struct Example {
  std::vector<std::uint32_t> features;  // of all words, one after the other
  std::vector<std::uint32_t> ends;      // by word: where its features end
  std::vector<Label> gold;
  float weight = 1;
};

struct TrainingSettings {
  int epochs = 12;
  float rate = 0.15F;
  float l2 = 0.0002F;
  float floor = 1;          // added to the root of each weight's squares: damps what is seen seldom
  float eagerness = 0.5F;   // see Weights
  float dropout = 0.15F;    // share of features left out at each step, so that none is relied upon alone
  std::uint32_t least = 2;  // occurrences that a feature needs
  std::size_t most_rows = 300'000;
  std::uint64_t seed = 1;
};

/// Fits a linear-chain CRF by stochastic gradient ascent with per-weight rates (AdaGrad, Duchi et al. 2011), then
/// rounds the weights to bytes, keeping the rows that weigh most. The same input and seed give the same weights.
Weights train(std::vector<Example> const& examples, TrainingSettings const& settings);

}  // namespace rasid::tagger
