#pragma once

#include <memory>
#include <span>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/mention.h"
#include "extractors/tagger/features.h"
#include "extractors/tagger/model.h"
#include "extractors/text/document.h"

namespace rasid::tagger {

/// A name that the statistics see, whether listed or not.
struct Name {
  ByteRange range;
  EntityKind kind = EntityKind::person;
  float confidence = 0;  // 0 … 1: the least probability of its words' labels
};

/// Sentences of a document as ranges of its words.
std::vector<std::span<Word const>> sentences_of(text::Document const& document, std::span<Word const> words);

/// What the first pass says, for the second: the labels, and per word the kind it is most often given.
std::vector<Opinion> opinions_of(std::span<Word const> words, std::span<Scores const> marginals);

/// Finds names by a linear-chain CRF over words, in two passes: the second knows what the first thought of the same
/// word elsewhere in the document (Krishnan and Manning 2006).
class Tagger {
 public:
  explicit Tagger(std::shared_ptr<Model const> model, std::shared_ptr<entities::Catalogue const> catalogue)
      : model_(std::move(model)), catalogue_(std::move(catalogue)) {}

  /// Ascending, not overlapping. `found`: the mentions of listed entities, which are evidence too.
  [[nodiscard]] std::vector<Name> names(text::Document const& document, std::span<Mention const> found) const;

 private:
  std::shared_ptr<Model const> model_;
  std::shared_ptr<entities::Catalogue const> catalogue_;
};

/// Label probabilities of all words, sentence by sentence.
std::vector<Scores> run_pass(text::Document const& document, std::span<Word const> words,
                             std::span<Opinion const> opinions, Weights const& weights, std::vector<Label>& labels);

/// Joins labelled words to names.
std::vector<Name> join(text::Document const& document, std::span<Label const> labels, std::span<Scores const> marginals);

}  // namespace rasid::tagger
