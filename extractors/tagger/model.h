#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "extractors/model/result.h"
#include "extractors/tagger/lexicon.h"
#include "extractors/tagger/sequence.h"

namespace rasid::tagger {

/// The weights of one pass: for each feature a small whole number for each label, and how labels follow each other.
class Weights {
 public:
  struct Row {
    std::uint32_t feature = 0;
    std::array<std::int8_t, label_count> weights{};
  };

  Weights() = default;
  /// `scale` is what one step of a weight is worth.
  Weights(std::span<Row const> rows, float scale, Transitions const& transitions);

  /// Sum of the features' weights; unknown features weigh nothing.
  [[nodiscard]] Scores score(std::span<std::uint32_t const> features) const noexcept;
  [[nodiscard]] Transitions const& transitions() const noexcept { return transitions_; }

  void serialise(std::string& out) const;
  bool parse(std::string_view& bytes);
  float bias = 0;

 private:
  /// Eight bytes: one look at memory a feature.
  struct Slot {
    std::uint8_t fingerprint = 0;  // 0 where free
    std::array<std::int8_t, label_count> weights{};
  };
  static_assert(sizeof(Slot) == 8);

  std::vector<Slot> slots_;  // a power of two
  float scale_ = 1;
  Transitions transitions_{};
};

/// All that training has learnt. Immutable once read.
struct Model {
  Lexicon lexicon;
  Weights first;
  Weights second;  // with the first pass's opinions as features

  [[nodiscard]] std::string serialise() const;
  /// Reads the model's file; says what is wrong with it.
  static Result<Model> read(std::filesystem::path const& file);
};

}  // namespace rasid::tagger
