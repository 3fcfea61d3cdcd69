#include "extractors/tagger/features.h"

#include "extractors/tagger/hash.h"

namespace rasid::tagger {
namespace {

Word const edge{};  // stands beyond both ends of a sentence

class Reader {
 public:
  Reader(std::span<Word const> words, std::size_t i, std::vector<std::uint32_t>& out) : words_(words), i_(i), out_(out) {}

  [[nodiscard]] Word const& at(int offset) const {
    auto const k = static_cast<std::ptrdiff_t>(i_) + offset;
    return k < 0 || k >= static_cast<std::ptrdiff_t>(words_.size()) ? edge : words_[static_cast<std::size_t>(k)];
  }
  void add(std::uint64_t value) {
    out_.push_back(static_cast<std::uint32_t>(combine(++kind_, value) >> 32U));
  }
  /// One kind of feature, several times.
  void add_same(bool wanted, std::uint64_t value) {
    if (wanted) out_.push_back(static_cast<std::uint32_t>(combine(kind_ + 1, value) >> 32U));
  }
  void next() { ++kind_; }
  void add_if(bool wanted, std::uint64_t value) {
    if (wanted) add(value);
    else ++kind_;
  }

 private:
  std::span<Word const> words_;
  std::size_t i_;
  std::vector<std::uint32_t>& out_;
  std::uint64_t kind_ = 0;
};

std::uint64_t shape(Word const& w) { return w.script * 8U + w.letter_case; }

}  // namespace

void features(std::span<Word const> sentence, std::span<Opinion const> opinions, std::size_t i,
              std::vector<std::uint32_t>& out) {
  Reader read(sentence, i, out);
  Word const& w = read.at(0);
  Word const& b = read.at(-1);
  Word const& a = read.at(1);
  Word const& bb = read.at(-2);
  Word const& aa = read.at(2);
  std::uint64_t const script = w.script;

  // The words themselves.
  read.add(w.folded);
  read.add(b.folded);
  read.add(a.folded);
  read.add(bb.folded);
  read.add(aa.folded);
  read.add(combine(b.folded, w.folded));
  read.add(combine(w.folded, a.folded));
  read.add_if(w.stem != w.folded, w.stem);
  read.add_if(b.stem != b.folded, b.stem);
  read.add(combine(w.folded, shape(w)));

  // Their letters.
  for (std::size_t n = 0; n < 4; ++n) read.add_if(w.prefixes[n] != 0, w.prefixes[n]);
  for (std::size_t n = 0; n < 4; ++n) read.add_if(w.suffixes[n] != 0, w.suffixes[n]);
  read.add_if(b.suffixes[2] != 0, b.suffixes[2]);
  read.add_if(a.prefixes[2] != 0, a.prefixes[2]);
  read.add(script * 16 + w.letters);
  for (std::uint64_t const trigram : w.trigrams) read.add_same(trigram != 0, trigram);
  read.next();

  // Case, script and punctuation.
  read.add(shape(w) * 16 + w.gap);
  read.add(combine(shape(b) * 64 + shape(w), shape(a)));
  read.add(combine(shape(w) * 64 + shape(a), a.gap * 16U + w.gap));
  read.add(combine(shape(w) * 16 + w.gap, w.elsewhere));
  read.add(combine(shape(bb) * 64 + shape(b), shape(w)));
  read.add(combine(shape(w) * 64 + shape(a), shape(aa)));
  read.add(combine(w.gap * 16U + a.gap, script));

  // The lists.
  read.add(w.listed);
  read.add(combine(script, w.listed));
  read.add(combine(b.listed * 32U + w.listed, a.listed));
  read.add(combine(w.listed, w.folded));
  read.add(combine(w.listed * 32U + w.gap, shape(w)));
  read.add(combine(w.listed * 256U + w.elsewhere, script));
  read.add(a.listed);
  read.add(b.listed);

  // Names of people.
  read.add(combine(script, w.name_part));
  read.add(combine(script * 16U + b.name_part, w.name_part * 16U + w.gap));
  read.add(combine(script * 16U + w.name_part, a.name_part * 16U + a.gap));
  read.add(combine(b.name_part * 256U + w.name_part * 16U + a.name_part, script));
  read.add(combine(w.name_part * 32U + w.listed, b.cue_before));

  // Well-known names.
  read.add(w.known);
  read.add(combine(b.known * 64U + w.known, a.known));
  read.add(combine(w.known, shape(w) * 16 + w.gap));
  read.add(combine(w.known, b.folded));
  read.add(combine(w.known, a.folded));
  read.add(combine(w.known, w.listed));
  read.add(combine(w.known, b.cue));
  read.add(combine(w.known, script));

  // Spelling.
  read.add(combine(script, w.unknown));
  read.add(combine(script * 8 + b.unknown * 4U + w.unknown * 2U + a.unknown, w.gap * 16U + a.gap));
  read.add(combine(script * 2 + w.unknown, w.name_part));
  read.add(combine(script * 2 + w.unknown, b.name_part * 64U + b.cue));
  read.add(combine(script * 2 + w.unknown, w.cue_before));
  read.add(combine(script * 2 + w.unknown, w.listed));
  read.add(combine(script * 2 + w.unknown, b.folded));
  read.add(combine(script * 2 + w.unknown, a.folded));

  // Titles, roles and head words.
  read.add(w.cue_before);
  read.add(combine(w.cue_before, shape(w)));
  read.add(combine(w.cue_before * 16U + w.name_part, script));
  read.add(combine(b.cue_before, b.name_part * 16U + w.name_part));
  read.add(w.cue);
  read.add(combine(w.cue, script));
  read.add(b.cue);
  read.add(a.cue);
  read.add(combine(a.cue, shape(w)));
  read.add(combine(w.cue, a.listed));
  read.add(combine(w.cue, combine(a.name_part, a.gap)));
  read.add(combine(aa.cue, a.cue));

  if (opinions.empty()) return;
  auto const opinion = [&](int offset) {
    auto const k = static_cast<std::ptrdiff_t>(i) + offset;
    return k < 0 || k >= static_cast<std::ptrdiff_t>(opinions.size()) ? Opinion{} : opinions[static_cast<std::size_t>(k)];
  };
  read.add(opinion(0).here);
  read.add(opinion(0).anywhere);
  read.add(combine(opinion(0).here, opinion(0).anywhere));
  read.add(combine(opinion(0).anywhere, shape(w)));
  read.add(combine(opinion(-1).here * 8U + opinion(0).here, opinion(1).here));
  read.add(combine(opinion(-1).anywhere, opinion(0).anywhere));
  read.add(combine(opinion(0).anywhere, opinion(1).anywhere));
  read.add(combine(opinion(-1).here, opinion(0).anywhere));
  read.add(combine(opinion(0).anywhere, w.listed));
}

}  // namespace rasid::tagger
