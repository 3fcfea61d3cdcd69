#include "extractors/tagger/tagger.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "extractors/tagger/hash.h"
#include "extractors/tagger/name_again.h"
#include "extractors/tagger/word_scores.h"

namespace rasid::tagger {
namespace {

Cue cue_of(Labelling const& labelling, std::size_t begin, std::size_t end, EntityKind kind) {
  constexpr std::uint8_t common_in_names = 4;
  auto const words = std::span(labelling.words).subspan(begin, end - begin);
  if (labelling.repeated[begin]) return Cue::repeat;
  if (words[0].cue_before != 0) return kind == EntityKind::person ? Cue::title : Cue::head_word;
  if (kind != EntityKind::person)
    return std::ranges::any_of(words, [](Word const& w) { return w.cue != 0; }) ? Cue::head_word : Cue::context;
  bool const names = std::ranges::any_of(words, [](Word const& w) { return w.name_part % 8 >= common_in_names; });
  return names ? Cue::name_parts : Cue::context;
}

bool proclitic_known(Word const& word) {
  constexpr std::uint8_t peeled = 8;
  return word.proclitic == 1 && (word.name_part & peeled) != 0;
}

}  // namespace

std::vector<Name> join(text::Document const& document, Labelling const& labelling) {
  std::vector<Name> out;
  auto const tokens = document.tokens();
  auto const& labels = labelling.labels;
  for (std::size_t i = 0; i < labels.size();) {
    std::size_t const begin = i++;
    if (!begins(labels[begin])) continue;
    Name name{tokens[begin].range, kind_of(labels[begin]), labelling.confidence[begin]};
    for (; i < labels.size() && continues(labels[i]); ++i) {
      name.range.end = tokens[i].range.end;
      name.confidence = std::min(name.confidence, labelling.confidence[i]);
    }
    name.cue = cue_of(labelling, begin, i, name.kind);
    name.proclitic_known = proclitic_known(labelling.words[begin]);
    out.push_back(name);
  }
  return out;
}

std::vector<std::span<Word const>> sentences_of(text::Document const& document, std::span<Word const> words) {
  std::vector<std::span<Word const>> out;
  auto const tokens = document.tokens();
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && tokens[end].sentence == tokens[begin].sentence) ++end;
    out.push_back(words.subspan(begin, end - begin));
    begin = end;
  }
  return out;
}

Labelling label(text::Document const& document, std::vector<Word> words, Weights const& weights) {
  Labelling out;
  out.labels.reserve(words.size());
  out.confidence.reserve(words.size());
  Chain chain(weights.transitions());
  WordScores word_scores(weights);
  std::vector<Scores> scores;
  std::vector<Scores> marginals;
  std::vector<Label> best;
  Features features;
  for (auto const sentence : sentences_of(document, words)) {
    scores.resize(sentence.size());
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      features.clear();
      features_of_place(sentence, i, features);
      Weights::Sum sum = word_scores.around(sentence, i);
      weights.add(features, sum);
      scores[i] = weights.score(sum);
    }
    chain.best(scores, best);
    out.labels.insert(out.labels.end(), best.begin(), best.end());
    if (std::ranges::all_of(best, [](Label l) { return l == Label::outside; })) {
      out.confidence.resize(out.labels.size(), 1.0F);
      continue;
    }
    chain.marginals(scores, marginals);
    for (std::size_t i = 0; i < best.size(); ++i) {
      float const probability = marginals[i][index(best[i])];
      // Weights that no training makes may leave the range of numbers.
      out.confidence.push_back(std::isfinite(probability) ? std::clamp(probability, 0.0F, 1.0F) : 0.0F);
    }
  }
  out.words = std::move(words);
  out.repeated.assign(out.words.size(), false);
  return out;
}

std::vector<Name> settle(text::Document const& document, Labelling labelling) {
  name_again(document, labelling);
  return join(document, labelling);
}

std::vector<Name> Tagger::names(text::Document const& document, entities::Catalogue const& catalogue,
                                std::span<Mention const> found) const {
  return settle(document, label(document, read_words(document, model_->lexicon, catalogue, found), model_->weights));
}

}  // namespace rasid::tagger
