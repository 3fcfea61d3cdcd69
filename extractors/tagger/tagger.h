#pragma once

#include <memory>
#include <span>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/mention.h"
#include "extractors/tagger/cue.h"
#include "extractors/tagger/model.h"
#include "extractors/text/document.h"

namespace rasid::tagger {

/// A name that the statistics see, whether listed or not.
struct Name {
  ByteRange range;
  EntityKind kind = EntityKind::person;
  float confidence = 0;  // 0 … 1: the least probability of its words' labels
  Cue cue = Cue::context;
  bool proclitic_known = false;  // its first word is a known name once its proclitic is off

  friend bool operator==(Name const&, Name const&) = default;
};

/// What is known of a document before names are joined.
struct Labelling {
  std::vector<Word> words;
  std::vector<Label> labels;      // by word
  std::vector<float> confidence;  // by word: of its label
  std::vector<bool> repeated;     // by word: labelled by name_again()
};

/// Finds names by a linear-chain CRF over words. Immutable; safe on many threads.
class Tagger {
 public:
  explicit Tagger(std::shared_ptr<Model const> model) : model_(std::move(model)) {}

  /// Ascending, not overlapping. `found`: the mentions of listed entities, which are evidence too.
  [[nodiscard]] std::vector<Name> names(text::Document const& document, entities::Catalogue const& catalogue,
                                        std::span<Mention const> found) const;

 private:
  std::shared_ptr<Model const> model_;
};

/// Sentences of a document as ranges of its words.
std::vector<std::span<Word const>> sentences_of(text::Document const& document, std::span<Word const> words);
/// Gives each word its label.
Labelling label(text::Document const& document, std::vector<Word> words, Weights const& weights);
/// Joins labelled words to names.
std::vector<Name> join(text::Document const& document, Labelling const& labelling);
/// The same after name_again().
std::vector<Name> settle(text::Document const& document, Labelling labelling);

}  // namespace rasid::tagger
