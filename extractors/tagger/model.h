#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/result.h"
#include "extractors/tagger/features.h"
#include "extractors/tagger/lexicon.h"
#include "extractors/tagger/sequence.h"

namespace rasid::tagger {

/// For each feature a small whole number for each label, and how labels follow each other. Immutable; reads are safe on
/// many threads.
class Weights {
 public:
  struct Row {
    std::uint32_t feature = 0;
    std::array<std::int8_t, label_count> weights{};
  };
  using Sum = std::array<std::int32_t, label_count>;

  Weights() = default;
  /// `scale` is what one step of a weight is worth; `eagerness` is what having no name is held back by: it trades
  /// precision for recall.
  Weights(std::span<Row const> rows, float scale, float eagerness, Transitions const& transitions);

  /// Adds the features' weights; unknown features weigh nothing.
  void add(std::span<std::uint32_t const> features, Sum& sum) const noexcept;
  [[nodiscard]] Scores score(Sum const& sum) const noexcept;
  [[nodiscard]] Transitions const& transitions() const noexcept { return transitions_; }

  void serialise(std::string& out) const;
  /// Takes its bytes off the front; false where they are not weights. Any that are taken give finite scores.
  bool parse(std::string_view& bytes);

 private:
  /// Eight bytes: one look at memory a feature.
  struct Slot {
    std::uint8_t fingerprint = 0;  // 0 where free
    std::array<std::int8_t, label_count> weights{};
  };
  static_assert(sizeof(Slot) == 8);

  std::vector<Slot> slots_;  // a power of two; linear probing
  float scale_ = 1;
  float eagerness_ = 0;
  Transitions transitions_{};
};

/// All that training has learnt. Immutable once read.
struct Model {
  static constexpr std::size_t limit_bytes = 64UL << 20U;

  Lexicon lexicon;
  Weights weights;

  [[nodiscard]] std::string serialise() const;
  static Result<Model> parse(std::string_view bytes, std::string const& name);
  /// Reads the model's file; says what is wrong with it.
  static Result<Model> read(std::filesystem::path const& file);
};

}  // namespace rasid::tagger
