#include "extractors/tagger/features.h"

#include "extractors/tagger/hash.h"

namespace rasid::tagger {
namespace {

Word const edge{};  // stands beyond both ends of a sentence

/// Numbers the features in the order in which they are named, whether they are there or not.
class Adder {
 public:
  Adder(std::uint64_t first, Features& out) : kind_(first), out_(out) {}

  void add(std::uint64_t value) { out_.push_back(static_cast<std::uint32_t>(combine(++kind_, value) >> 32U)); }
  void add_if(bool wanted, std::uint64_t value) { wanted ? add(value) : skip(1); }
  /// Another of the kind that comes next.
  void add_same(std::uint64_t value) { out_.push_back(static_cast<std::uint32_t>(combine(kind_ + 1, value) >> 32U)); }
  void skip(std::uint64_t kinds) { kind_ += kinds; }

 private:
  std::uint64_t kind_;
  Features& out_;
};

constexpr std::uint64_t first_of_place = 1000;

constexpr std::uint64_t number(auto value) {
  return static_cast<std::uint64_t>(value);
}
constexpr std::uint64_t shape(Word const& w) {
  return number(w.script) * 8 + number(w.letter_case);
}
constexpr std::uint64_t gap(Word const& w) {
  return number(w.gap);
}

void add_word_itself(Word const& w, Adder& adder) {
  adder.add(w.folded);
  adder.add_if(w.stem != w.folded, w.stem);
  adder.add(combine(w.folded, shape(w)));
  for (std::uint64_t const prefix : w.prefixes) adder.add_if(prefix != 0, prefix);
  for (std::uint64_t const suffix : w.suffixes) adder.add_if(suffix != 0, suffix);
  for (std::uint64_t const trigram : w.trigrams)
    if (trigram != 0) adder.add_same(trigram);
  adder.skip(1);
  adder.add(number(w.script) * 16 + w.letters);
  adder.add(number(w.script) * 16 + w.name_part);
  adder.add(number(w.script) * 4 + w.spelled);
  adder.add((number(w.script) * 4 + w.spelled) * 16 + w.name_part);
  adder.add((shape(w) * 4 + w.spelled) * 16 + w.letters);
}

/// Lists of entities, and of well-known names.
void add_lists(Word const& b, Word const& w, Word const& a, Adder& adder) {
  constexpr std::uint64_t kinds_listed = 7;
  constexpr std::uint64_t kinds_known = 7;
  if ((b.listed | w.listed | a.listed) != 0) {
    adder.add(w.listed);
    adder.add(combine(number(w.script), w.listed));
    adder.add(combine(b.listed * 32U + w.listed, a.listed));
    adder.add(combine(w.listed, w.folded));
    adder.add(combine(w.listed * 32U + gap(w), shape(w)));
    adder.add(a.listed);
    adder.add(b.listed);
  } else {
    adder.skip(kinds_listed);
  }
  if ((b.known | w.known | a.known) != 0) {
    adder.add(w.known);
    adder.add(combine(b.known * 64U + w.known, a.known));
    adder.add(combine(w.known, shape(w) * 16 + gap(w)));
    adder.add(combine(w.known, b.folded));
    adder.add(combine(w.known, a.folded));
    adder.add(combine(w.known, w.listed));
    adder.add(combine(w.known, (number(w.script) * 4 + w.spelled) * 16 + w.name_part));
  } else {
    adder.skip(kinds_known);
  }
}

/// Titles, roles and head words.
void add_cues(Word const& b, Word const& w, Word const& a, Word const& aa, Adder& adder) {
  constexpr std::uint64_t kinds_before = 5;
  constexpr std::uint64_t kinds_at = 8;
  if ((w.cue_before | b.cue_before) != 0) {
    adder.add(w.cue_before);
    adder.add(combine(w.cue_before, shape(w)));
    adder.add(combine(w.cue_before * 16U + w.name_part, number(w.script)));
    adder.add(combine(b.cue_before, b.name_part * 16U + w.name_part));
    adder.add(combine(w.cue_before * 4U + w.spelled, w.listed));
  } else {
    adder.skip(kinds_before);
  }
  if ((w.cue | b.cue | a.cue) != 0) {
    adder.add(w.cue);
    adder.add(combine(w.cue, number(w.script)));
    adder.add(b.cue);
    adder.add(a.cue);
    adder.add(combine(a.cue, shape(w)));
    adder.add(combine(w.cue, a.listed));
    adder.add(combine(w.cue, a.name_part * 16U + gap(a)));
    adder.add(combine(aa.cue, a.cue));
  } else {
    adder.skip(kinds_at);
  }
}

void add_people(Word const& b, Word const& w, Word const& a, Adder& adder) {
  constexpr std::uint64_t kinds = 4;
  if ((b.name_part | w.name_part | a.name_part) == 0) return adder.skip(kinds);
  std::uint64_t const script = number(w.script) * 16;
  adder.add(combine(script + b.name_part, w.name_part * 16U + gap(w)));
  adder.add(combine(script + w.name_part, a.name_part * 16U + gap(a)));
  adder.add(combine(b.name_part * 256U + w.name_part * 16U + a.name_part, script));
  adder.add(combine(w.name_part * 32U + w.listed, b.cue_before));
}

}  // namespace

void features_of_word(Word const& word, Seat seat, Features& out) {
  constexpr std::uint64_t kinds_a_seat = 64;
  Adder adder(number(seat) * kinds_a_seat, out);
  if (seat == Seat::here) return add_word_itself(word, adder);
  adder.add(word.folded);
  if (seat == Seat::second_before || seat == Seat::second_after) return;
  adder.add_if(word.stem != word.folded, word.stem);
  adder.add_if(word.suffixes[2] != 0, word.suffixes[2]);
  adder.add_if(word.prefixes[2] != 0, word.prefixes[2]);
}

void features_of_place(std::span<Word const> sentence, std::size_t i, Features& out) {
  auto const at = [&](std::ptrdiff_t offset) -> Word const& {
    auto const k = static_cast<std::ptrdiff_t>(i) + offset;
    return k < 0 || k >= static_cast<std::ptrdiff_t>(sentence.size()) ? edge : sentence[static_cast<std::size_t>(k)];
  };
  Adder adder(first_of_place, out);
  Word const& w = at(0);
  Word const& b = at(-1);
  Word const& a = at(1);
  Word const& bb = at(-2);
  Word const& aa = at(2);

  adder.add(combine(b.folded, w.folded));
  adder.add(combine(w.folded, a.folded));

  // Case, script and punctuation.
  adder.add(shape(w) * 16 + gap(w));
  adder.add(combine(shape(b) * 64 + shape(w), shape(a)));
  adder.add(combine(shape(w) * 64 + shape(a), gap(a) * 16 + gap(w)));
  adder.add(combine(shape(w) * 16 + gap(w), w.elsewhere));
  adder.add(combine(shape(bb) * 64 + shape(b), shape(w)));
  adder.add(combine(shape(w) * 64 + shape(a), shape(aa)));
  adder.add(combine((number(w.script) * 4 + w.spelled) * 64 + w.elsewhere, w.name_part));

  // Spelling.
  std::uint64_t const spelled = number(w.script) * 4 + w.spelled;
  adder.add(combine(spelled * 16 + b.spelled * 4U + a.spelled, gap(w) * 16 + gap(a)));
  adder.add(combine(spelled, b.folded));
  adder.add(combine(spelled, a.folded));

  add_lists(b, w, a, adder);
  add_cues(b, w, a, aa, adder);
  add_people(b, w, a, adder);
}

}  // namespace rasid::tagger
