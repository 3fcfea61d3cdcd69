#pragma once

#include <span>
#include <vector>

#include "extractors/tagger/label.h"

namespace rasid::tagger {

/// How well each label follows each other one, beside what the words say.
using Transitions = std::array<Scores, label_count + 1>;  // [before][after]; the last row is the begin of a sentence

/// The best sequence of labels for words scored one by one (Viterbi), and how sure each label is (forward-backward), in
/// a linear-chain conditional random field (Lafferty, McCallum and Pereira 2001).
class Chain {
 public:
  explicit Chain(Transitions const& transitions) : transitions_(transitions) {}

  /// Labels of one sentence; never an inside label without its begin.
  void best(std::span<Scores const> words, std::vector<Label>& out);
  /// Probability of each label of each word. Returns the logarithm of the partition function.
  double marginals(std::span<Scores const> words, std::vector<Scores>& out);

  /// Expected count of the transition into word i, after marginals(): [before][after].
  [[nodiscard]] float pair(std::span<Scores const> words, std::size_t i, std::size_t before, std::size_t after) const;

 private:
  Transitions const& transitions_;
  std::vector<Scores> forward_;  // normalised by word
  std::vector<Scores> backward_;
  std::vector<float> scale_;
  std::vector<float> top_;
  std::vector<std::array<std::uint8_t, label_count>> from_;
};

}  // namespace rasid::tagger
