#include "daemon/stories/read_traits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "daemon/stories/consonants.h"
#include "extractors/model/utf8.h"

namespace rasid::stories {
namespace {

constexpr std::size_t most_actors = 12;
constexpr std::size_t most_places = 12;
constexpr std::size_t most_numbers = 8;
constexpr std::size_t most_names = 32;
constexpr std::size_t most_words = 28;
static_assert(most_actors + most_places + most_numbers + most_names + most_words <= most_terms);
/// Words beyond this far into a text add nothing to what it is about.
constexpr std::size_t most_tokens = 4'000;
constexpr std::uint32_t lead_sentences = 3;

/// How much an article is about something that stands so often in it, and where.
struct Weight {
  std::uint32_t times = 0;
  bool in_title = false;
  bool in_lead = false;

  [[nodiscard]] double value() const {
    return (1 + std::log(static_cast<double>(times))) * (in_title ? 2.0 : in_lead ? 1.5 : 1.0);
  }
};

bool is_digits(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// Scripts that write without spaces: their words are taken by two signs each.
bool is_unspaced(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/// Arabic and Hebrew write few vowels: three letters are a whole word.
bool is_consonantal(char32_t c) {
  return c >= 0x0590 && c <= 0x08FF;
}

std::string_view beginning(std::string_view word, std::size_t letters) {
  std::size_t at = 0;
  for (; letters > 0 && at < word.size(); --letters) at += decode(word, at).bytes;
  return word.substr(0, at);
}

std::uint32_t key_of(TermKind kind, std::string_view text) {
  auto const number = static_cast<std::uint32_t>(kind);
  return (identity::sketch_hash(text, 2'166'136'261U + number) & ~7U) | number;
}

TermKind kind_of(entities::Entity const& entity) {
  if (entity.kind != EntityKind::place) return TermKind::actor;
  bool const wide = entity.place_kind == "country" || entity.place_kind == "region" ||
                    entity.place_kind == "province" || entity.place_kind == "governorate" ||
                    entity.place_kind == "state" || entity.place_kind == "sea" || entity.place_kind == "river" ||
                    entity.place_kind == "continent";
  return wide ? TermKind::region : TermKind::place;
}

/// Whether a word may be a name: in alphabets with capitals what is written with one, elsewhere all.
enum class Writing : std::uint8_t { no_name, capital, unicase };

Writing writing_of(char32_t folded, std::string_view original) {
  if (is_consonantal(folded)) return Writing::unicase;
  bool const cased = (folded >= U'a' && folded <= U'z') || (folded >= 0xDF && folded <= 0x52F);
  if (!cased || original.empty()) return Writing::no_name;
  char32_t const first = decode(original, 0).value;
  bool const capital = (first >= U'A' && first <= U'Z') || (first >= 0xC0 && first <= 0xDE) ||
                       (first >= 0x391 && first <= 0x3AB) || (first >= 0x400 && first <= 0x42F) ||
                       (first >= 0x100 && first <= 0x17F && first % 2 == 0);
  return capital ? Writing::capital : Writing::no_name;
}

/// Collects what stands in one article, and gives the heaviest of each kind.
class Reading {
 public:
  Reading(Extraction const& extraction, entities::Catalogue const& catalogue)
      : document_(extraction.document), title_end_(document_.title().end) {
    auto mention = extraction.mentions.begin();
    for (Mention const& each : extraction.mentions) {
      entities::Entity const& entity = catalogue[each.entity];
      note(key_of(kind_of(entity), entity.key), each.range.begin);
    }
    std::uint32_t listed = 0;  // where what is in a list ends
    for (text::Token const& token : document_.tokens().first(std::min(document_.tokens().size(), most_tokens))) {
      for (; mention != extraction.mentions.end() && mention->range.begin < token.range.end; ++mention) {
        listed = std::max(listed, mention->range.end);
      }
      read(token, token.range.begin < listed);
    }
  }

  std::vector<Term> terms() {
    std::vector<Term> out;
    take(out, TermKind::actor, TermKind::actor, most_actors);
    take(out, TermKind::place, TermKind::region, most_places);
    take(out, TermKind::number, TermKind::number, most_numbers);
    take(out, TermKind::name, TermKind::name, most_names);
    take(out, TermKind::short_word, TermKind::long_word, most_words);
    std::ranges::sort(out, {}, &Term::key);
    return out;
  }

  /// The runs of three words; of a text of fewer words the whole.
  [[nodiscard]] std::vector<std::uint32_t> runs() const {
    std::vector<std::uint32_t> out;
    if (words_.size() < 3) {
      std::uint32_t hash = 1;
      for (std::uint32_t const word : words_) hash = hash * 0x9E3779B1U + word;
      if (!words_.empty()) out.push_back(mixed(hash));
      return out;
    }
    out.reserve(words_.size());
    for (std::size_t i = 2; i < words_.size(); ++i) {
      out.push_back(mixed((words_[i - 2] * 0x9E3779B1U + words_[i - 1]) * 0x9E3779B1U + words_[i]));
    }
    return out;
  }

 private:
  static std::uint32_t mixed(std::uint32_t hash) {
    hash = (hash ^ (hash >> 16U)) * 0x7FEB352DU;
    hash = (hash ^ (hash >> 15U)) * 0x846CA68BU;
    return hash ^ (hash >> 16U);
  }

  void read(text::Token const& token, bool listed) {
    std::string_view const whole = document_.folded(token);
    if (whole.empty()) return;
    if (is_digits(whole)) return read_digits(token, whole);
    char32_t const first = decode(whole, 0).value;
    if (is_unspaced(first)) return read_unspaced(whole, token.range.begin);
    words_.push_back(identity::sketch_hash(whole));
    read_word(token, first);
    read_name(token, first, listed);
  }

  /// 5.4 and 20,000 are one number each. One digit says little, and a year is that of all articles.
  void read_digits(text::Token const& token, std::string_view digits) {
    words_.push_back(identity::sketch_hash(digits));
    std::string_view const between =
        std::string_view(document_.text()).substr(number_end_, token.range.begin - number_end_);
    static constexpr std::array<std::string_view, 4> separators = {".", ",", "٫", "٬"};
    bool const goes_on = !number_.empty() && std::ranges::find(separators, between) != separators.end();
    if (!goes_on) end_number();
    if (goes_on && digits.size() != 3) number_ += '.';
    if (number_.size() < 24) number_ += digits;
    number_place_ = goes_on ? number_place_ : token.range.begin;
    number_end_ = token.range.end;
  }
  void end_number() {
    bool const year = number_.size() == 4 && (number_.starts_with("19") || number_.starts_with("20"));
    if (number_.size() > 1 && !year) note(key_of(TermKind::number, number_), number_place_);
    number_.clear();
  }

  /// A word by its beginning, without proclitics: what is the same in its other forms.
  void read_word(text::Token const& token, char32_t first) {
    forms_.clear();
    document_.forms(token, forms_);
    bool const consonantal = is_consonantal(first);
    stem_ = forms_.front();
    for (std::string_view const other : forms_) {
      if (other.size() < stem_.size() && code_points(other) >= 3) stem_ = other;
    }
    std::size_t const letters = code_points(stem_) + (consonantal ? 1 : 0);
    if (letters < 3) return;
    TermKind const kind = letters < 5   ? TermKind::short_word
                          : letters < 7 ? TermKind::middle_word
                                        : TermKind::long_word;
    note(key_of(kind, beginning(stem_, consonantal ? 5 : 6)), token.range.begin);
  }

  /// A word that may be a name, and it with the one before, by their sound: what another alphabet may write too.
  void read_name(text::Token const& token, char32_t first, bool listed) {
    std::size_t const letters = code_points(stem_);
    bool const particle = letters <= 2 || stem_ == "bin" || stem_ == "аль" || stem_ == "эль";
    if (particle) return;  // al-, el, аль-: between two parts of one name
    Writing const writing = writing_of(first, document_.slice(token.range));
    // A capital at the beginning of a sentence says nothing, and in titles some write all words with one.
    bool const begins = token.sentence != sentence_ || token.range.begin < title_end_;
    bool const unsure = writing == Writing::capital && begins;
    sentence_ = token.sentence;
    if (writing == Writing::no_name || listed) return before_.clear();
    std::string sound = consonants_of(stem_);
    if (sound.size() >= 2) {
      if (sound.size() >= 4 && !unsure) note(key_of(TermKind::name, sound), token.range.begin);
      bool const together = !begins && before_.size() + sound.size() >= 5;
      if (!before_.empty() && together) note(key_of(TermKind::name, before_ + '|' + sound), token.range.begin);
    }
    before_ = sound.size() >= 2 ? std::move(sound) : std::string{};
  }

  void read_unspaced(std::string_view run, std::uint32_t place) {
    std::size_t previous = 0;
    for (std::size_t at = decode(run, 0).bytes; at < run.size();) {
      std::size_t const end = at + decode(run, at).bytes;
      std::string_view const pair = run.substr(previous, end - previous);
      words_.push_back(identity::sketch_hash(pair));
      note(key_of(TermKind::middle_word, pair), place);
      previous = at;
      at = end;
    }
  }

  void note(std::uint32_t key, std::uint32_t place) {
    Weight& weight = found_[key];
    ++weight.times;
    if (place < title_end_) {
      weight.in_title = true;
    } else if (!weight.in_lead && document_.sentence_at(place) < lead_sentences) {
      weight.in_lead = true;
    }
  }

  void take(std::vector<Term>& into, TermKind from, TermKind to, std::size_t most) {
    end_number();
    std::vector<std::pair<double, std::uint32_t>> all;
    for (auto const& [key, weight] : found_) {
      auto const kind = static_cast<TermKind>(key & 7U);
      if (kind < from || kind > to) continue;
      // Short words are mostly those that every text has.
      double const telling = kind == TermKind::short_word ? 0.3 : kind == TermKind::middle_word ? 0.8 : 1.0;
      all.emplace_back(-weight.value() * telling, key);
    }
    std::ranges::sort(all);  // by key where the weight is the same: the same terms at every run
    if (all.size() > most) all.resize(most);
    for (auto const& [ignored, key] : all) {
      double const weight = std::min(255.0, std::round(found_[key].value() * 16));
      into.push_back({key, static_cast<std::uint8_t>(weight)});
    }
  }

  text::Document const& document_;
  std::uint32_t title_end_;
  std::vector<std::string_view> forms_;
  std::string_view stem_;       // of the word read last
  std::string before_;          // sound of a name just before, or empty
  std::uint32_t sentence_ = 0;  // of the word before
  std::string number_;          // begun and not ended
  std::uint32_t number_place_ = 0;
  std::uint32_t number_end_ = 0;
  std::vector<std::uint32_t> words_;
  std::unordered_map<std::uint32_t, Weight> found_;
};

}  // namespace

Traits read_traits(Article const& article, Extraction const& extraction, entities::Catalogue const& catalogue) {
  Reading reading(extraction, catalogue);
  Traits out;
  out.time = article.time();
  out.arrived = article.fetched;
  std::string const& language = extraction.language.empty() ? article.language : extraction.language;
  out.language = language.substr(0, language.find_first_of("-_"));
  out.sketch = identity::sketch_of(reading.runs(), sketch_size);
  out.terms = reading.terms();
  return out;
}

}  // namespace rasid::stories
