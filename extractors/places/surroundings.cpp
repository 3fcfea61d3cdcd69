#include "extractors/places/surroundings.h"

#include <optional>

#include <unicode/uchar.h>

#include "extractors/model/utf8.h"

namespace rasid::places {
namespace {

bool begins_with_capital(std::string_view word) {
  return !word.empty() && u_isUUppercase(static_cast<UChar32>(decode(word, 0).value)) != 0;
}

bool has_capitals(std::string_view word) {
  if (word.empty()) return false;
  auto const c = static_cast<UChar32>(decode(word, 0).value);
  return u_isUUppercase(c) != 0 || u_islower(c) != 0;
}

class Look {
 public:
  Look(Spot const& spot, text::Document const& document, CueWords const& words)
      : spot_(spot), document_(document), words_(words), tokens_(document.tokens()) {
    std::uint32_t const first = spot.first_token;
    std::uint32_t const last = spot.last_token;
    if (first > 0 && tokens_[first - 1].sentence == tokens_[first].sentence) previous_ = first - 1;
    if (last + 1 < tokens_.size() && tokens_[last + 1].sentence == tokens_[last].sentence) next_ = last + 1;
  }

  Surroundings look(bool previous_is_spot, bool next_is_spot) {
    out_.begins_sentence = !previous_;
    out_.preposition = !spot_.peeled.empty() && !is_only_and(spot_.peeled);
    if (previous_) look_before(previous_is_spot);
    if (next_) look_after(next_is_spot);
    return out_;
  }

 private:
  [[nodiscard]] std::string_view folded(std::uint32_t token) const { return document_.folded(tokens_[token]); }
  [[nodiscard]] std::string_view written(std::uint32_t token) const { return document_.slice(tokens_[token].range); }

  /// Nothing but a space stands between the two.
  [[nodiscard]] bool touch(std::uint32_t left) const {
    std::string_view const gap = document_.slice({tokens_[left].range.end, tokens_[left + 1].range.begin});
    return gap == " " || gap == "\u00A0" || gap == "-";
  }

  static bool is_only_and(std::string_view peeled) { return peeled == "و" || peeled == "ו" || peeled == "ف"; }

  void look_before(bool is_spot) {
    std::uint32_t const at = *previous_;
    std::string_view const word = folded(at);
    bool const touches = touch(at);
    if (word == "of" && at > 0 && tokens_[at - 1].sentence == tokens_[at].sentence) {
      out_.cue = words_.before(folded(at - 1));
    } else if (touches || word.size() <= 2) {  // г. Москва
      out_.cue = cue_before(word);
    }
    if (words_.is_preposition(word)) out_.preposition = true;
    if (!touches || is_spot || out_.cue != Cue::none) return;
    bool const latin = has_capitals(document_.slice(spot_.range));
    bool const capital = begins_with_capital(written(at));
    bool const named = words_.is_given_name(word) && (!latin || capital);
    if (named || (words_.is_title(word) && (!latin || capital))) out_.of_person = true;
    bool const initial = latin && capital && word.size() == 1;
    if (initial) out_.of_person = true;
    bool const opens = at == 0 || tokens_[at - 1].sentence != tokens_[at].sentence;
    if (latin && capital && !opens && !out_.preposition) out_.in_longer_name = out_.after_capital = true;
    if (words_.is_verb_of_governments(word) && !latin) out_.acts = true;  // Arabic has its verb first
  }

  void look_after(bool is_spot) {
    std::uint32_t const at = *next_;
    std::string_view const word = folded(at);
    if (!touch(spot_.last_token) || is_spot) return;
    if (Cue const cue = words_.after(word); cue != Cue::none) {
      out_.cue = cue;
      return;
    }
    if (words_.is_verb_of_governments(word) && !out_.preposition) out_.acts = true;
    bool const latin = has_capitals(document_.slice(spot_.range));
    if (!latin || !begins_with_capital(written(at))) return;
    out_.in_longer_name = true;
    bool const named = spot_.one_word() && words_.is_given_name(folded(spot_.first_token));
    // "Paris Hilton", but "Paris Climate Agreement": the name of a person has no third word with a capital.
    bool const third = at + 1 < tokens_.size() && tokens_[at + 1].sentence == tokens_[at].sentence && touch(at) &&
                       begins_with_capital(written(at + 1));
    if (named && !third && !out_.preposition && !words_.is_institution(word)) out_.of_person = true;
  }

  [[nodiscard]] Cue cue_before(std::string_view word) const {
    Cue cue = words_.before(word);
    if (cue != Cue::none) return cue;
    for (std::string_view const prefix : {"ال", "ب", "و", "ل", "ו", "ב", "ה"}) {  // بمدينة, בעיר
      if (word.starts_with(prefix) && word.size() > prefix.size() + 3) cue = words_.before(word.substr(prefix.size()));
      if (cue != Cue::none) return cue;
    }
    return cue;
  }

  Spot const& spot_;
  text::Document const& document_;
  CueWords const& words_;
  std::span<text::Token const> tokens_;
  std::optional<std::uint32_t> previous_;
  std::optional<std::uint32_t> next_;
  Surroundings out_;
};

}  // namespace

Surroundings surroundings_of(Spot const& spot, text::Document const& document, CueWords const& words,
                             bool previous_is_spot, bool next_is_spot) {
  return Look(spot, document, words).look(previous_is_spot, next_is_spot);
}

}  // namespace rasid::places
