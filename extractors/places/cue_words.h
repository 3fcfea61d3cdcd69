#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace rasid::places {

/// What a word beside a name says of it.
enum class Cue : std::uint8_t { none, settlement, region, any_place };

/// Words that tell a place from other things of its name: "city of", محافظة, под; verbs of governments; given names and
/// titles of persons. In Arabic, Persian, Hebrew, Russian, English, French and Turkish; folded. Immutable.
class CueWords {
 public:
  CueWords();

  /// Before a name: "city of X", مدينة X, г. X.
  [[nodiscard]] Cue before(std::string_view word) const { return look_up(before_, word); }
  /// After it: "X Province", "X область".
  [[nodiscard]] Cue after(std::string_view word) const { return look_up(after_, word); }
  [[nodiscard]] bool is_preposition(std::string_view word) const { return prepositions_.contains(word); }
  /// What a government does, as the verb of a headline or a report.
  [[nodiscard]] bool is_verb_of_governments(std::string_view word) const { return verbs_.contains(word); }
  [[nodiscard]] bool is_given_name(std::string_view word) const { return given_names_.contains(word); }
  /// What is called after a place and is none: "Victoria Police", "Paris Agreement".
  [[nodiscard]] bool is_institution(std::string_view word) const { return institutions_.contains(word); }
  /// "Mr", "President", السيد: a person's name follows.
  [[nodiscard]] bool is_title(std::string_view word) const { return titles_.contains(word); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const noexcept { return std::hash<std::string_view>{}(word); }
  };
  using Cues = std::unordered_map<std::string, Cue, Hash, std::equal_to<>>;
  using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;

  static Cue look_up(Cues const& cues, std::string_view word) {
    auto const found = cues.find(word);
    return found == cues.end() ? Cue::none : found->second;
  }

  Cues before_;
  Cues after_;
  Words prepositions_;
  Words verbs_;
  Words given_names_;
  Words institutions_;
  Words titles_;
};

}  // namespace rasid::places
