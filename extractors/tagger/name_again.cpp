#include "extractors/tagger/name_again.h"

#include <algorithm>
#include <unordered_map>

namespace rasid::tagger {
namespace {

constexpr float enough_for_a_name = 0.8F;  // sum of probabilities elsewhere that makes a name of an unlabelled word
constexpr float share_of_surname = 0.9F;   // what a full name lends its last word
constexpr float confidence_of_repeats = 0.6F;
constexpr std::size_t limit_person_words = 4;
constexpr std::uint8_t least_letters = 3;

struct Tally {
  std::array<float, 3> named{};  // by kind
  std::uint32_t unnamed = 0;

  [[nodiscard]] EntityKind best() const {
    return static_cast<EntityKind>(std::ranges::max_element(named) - named.begin());
  }
  [[nodiscard]] float lead() const {
    auto sorted = named;
    std::ranges::sort(sorted, std::greater{});
    return sorted[0] - sorted[1];
  }
};

using Tallies = std::unordered_map<std::uint64_t, Tally>;

/// The words of the name that begins at `i`: one past its last.
std::size_t end_of(std::vector<Label> const& labels, std::size_t i) {
  ++i;
  while (i < labels.size() && continues(labels[i])) ++i;
  return i;
}

Tallies tally(Labelling const& labelling) {
  Tallies out;
  auto const& labels = labelling.labels;
  for (std::size_t i = 0; i < labels.size();) {
    if (labels[i] == Label::outside) {
      ++out[labelling.words[i++].stem].unnamed;
      continue;
    }
    std::size_t const end = end_of(labels, i);
    float const confidence = *std::min_element(labelling.confidence.begin() + static_cast<std::ptrdiff_t>(i),
                                               labelling.confidence.begin() + static_cast<std::ptrdiff_t>(end));
    EntityKind const kind = kind_of(labels[i]);
    auto& named = out[labelling.words[end - 1].stem].named[static_cast<std::size_t>(kind)];
    if (end - i == 1)
      named += confidence;
    else if (kind == EntityKind::person && end - i <= limit_person_words)
      named += confidence * share_of_surname;
    i = end;
  }
  return out;
}

bool may_be_a_name(Word const& word) {
  if (word.letters < least_letters || word.cue != 0) return false;
  if (word.letter_case == Case::none) return word.spelled == 0 && word.name_part < 15;
  return word.letter_case != Case::lower;
}

}  // namespace

void name_again(text::Document const& document, Labelling& labelling) {
  auto const tokens = document.tokens();
  auto& labels = labelling.labels;
  Tallies const tallies = tally(labelling);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    bool const alone = i + 1 == labels.size() || !continues(labels[i + 1]);
    auto const found = tallies.find(labelling.words[i].stem);
    if (!alone || continues(labels[i]) || found == tallies.end()) continue;
    Tally const& known = found->second;
    if (labels[i] == Label::outside) {
      bool const beside_a_name = i > 0 && labels[i - 1] != Label::outside && labelling.words[i].gap == Gap::space &&
                                 tokens[i - 1].sentence == tokens[i].sentence;
      float const needed = enough_for_a_name * static_cast<float>(std::max(1U, known.unnamed));
      if (beside_a_name || known.lead() < needed || !may_be_a_name(labelling.words[i])) continue;
      labels[i] = begin_of(known.best());
      labelling.confidence[i] = confidence_of_repeats;
      labelling.repeated[i] = true;
    }
  }
}

}  // namespace rasid::tagger
