#include "extractors/tagger/tagger.h"

#include <algorithm>
#include <unordered_map>

#include "extractors/tagger/features.h"

namespace rasid::tagger {

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

std::vector<Scores> run_pass(text::Document const& document, std::span<Word const> words,
                             std::span<Opinion const> opinions, Weights const& weights, std::vector<Label>& labels) {
  Chain chain(weights.transitions());
  std::vector<Scores> all;
  all.reserve(words.size());
  labels.clear();
  labels.reserve(words.size());
  std::vector<Scores> scores;
  std::vector<Scores> marginals;
  std::vector<Label> best;
  std::vector<std::uint32_t> row;
  for (auto const sentence : sentences_of(document, words)) {
    auto const offset = static_cast<std::size_t>(sentence.data() - words.data());
    auto const said = opinions.empty() ? opinions : opinions.subspan(offset, sentence.size());
    scores.resize(sentence.size());
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      row.clear();
      features(sentence, said, i, row);
      scores[i] = weights.score(row);
    }
    chain.best(scores, best);
    chain.marginals(scores, marginals);
    labels.insert(labels.end(), best.begin(), best.end());
    all.insert(all.end(), marginals.begin(), marginals.end());
  }
  return all;
}

std::vector<Opinion> opinions_of(std::span<Word const> words, std::span<Scores const> marginals) {
  struct Tally {
    std::array<float, 4> mass{};  // person, place, organisation, none
    std::uint32_t count = 0;
  };
  std::unordered_map<std::uint64_t, Tally> tallies;
  auto const kinds = [](Scores const& p) {
    return std::array<float, 4>{p[1] + p[2], p[3] + p[4], p[5] + p[6], p[0]};
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    Tally& tally = tallies[words[i].stem];
    auto const mass = kinds(marginals[i]);
    for (std::size_t k = 0; k < 4; ++k) tally.mass[k] += mass[k];
    ++tally.count;
  }
  std::vector<Opinion> out(words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    out[i].here = static_cast<std::uint8_t>(std::ranges::max_element(marginals[i]) - marginals[i].begin());
    Tally const& tally = tallies[words[i].stem];
    auto const best = static_cast<std::size_t>(
        std::max_element(tally.mass.begin(), tally.mass.begin() + 3) - tally.mass.begin());
    float const share = tally.mass[best] / static_cast<float>(tally.count);
    std::uint8_t const sure = share > 0.8F ? 3 : share > 0.5F ? 2 : share > 0.2F ? 1 : 0;
    std::uint8_t const often = tally.count >= 4 ? 2 : tally.count >= 2 ? 1 : 0;
    out[i].anywhere = static_cast<std::uint8_t>(1 + often * 16 + sure * 4 + (sure == 0 ? 0 : best));
  }
  return out;
}

std::vector<Name> join(text::Document const& document, std::span<Label const> labels,
                       std::span<Scores const> marginals) {
  std::vector<Name> out;
  auto const tokens = document.tokens();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (!begins(labels[i])) continue;
    Name name{tokens[i].range, kind_of(labels[i]), marginals[i][index(labels[i])]};
    for (; i + 1 < labels.size() && continues(labels[i + 1]); ++i) {
      name.range.end = tokens[i + 1].range.end;
      name.confidence = std::min(name.confidence, marginals[i + 1][index(labels[i + 1])]);
    }
    out.push_back(name);
  }
  return out;
}

std::vector<Name> Tagger::names(text::Document const& document, std::span<Mention const> found) const {
  auto const words = read_words(document, model_->lexicon, *catalogue_, found);
  std::vector<Label> labels;
  auto marginals = run_pass(document, words, {}, model_->first, labels);
  auto const opinions = opinions_of(words, marginals);
  marginals = run_pass(document, words, opinions, model_->second, labels);
  return join(document, labels, marginals);
}

}  // namespace rasid::tagger
