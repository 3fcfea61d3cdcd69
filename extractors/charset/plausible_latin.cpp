#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

#include "extractors/charset/plausible.h"
#include "extractors/charset/upper_half.h"

namespace rasid::charset {
namespace {

/// The letters beyond ASCII of languages that share them: a text has those of one line.
constexpr std::array<std::u32string_view, 14> alphabets{U"ąćęłńóśźż",             // Polish
                                                        U"áčďéěíňóřšťúůýžľĺŕôä",  // Czech, Slovak
                                                        U"čćđšž",                 // Croatian, Slovene, Serbian
                                                        U"áéíóöőúüű",             // Hungarian
                                                        U"ăâîşţșț",               // Romanian
                                                        U"äöüß",                  // German
                                                        U"àâæçéèêëîïôœùûüÿ",      // French
                                                        U"áéíóúñüãõâêôàçºª",      // Spanish, Portuguese
                                                        U"àèéìíòóù",              // Italian
                                                        U"åäöæøéü",               // of the North
                                                        U"áðéíóúýþæö",            // Icelandic
                                                        U"çğıi̇öşüâîû",            // Turkish
                                                        U"ąčęėįšųūžāēģīķļņ",      // Lithuanian, Latvian
                                                        U"äöõüšž"};               // Estonian

enum class Kind { other, lower, upper };

/// Signs and capitals inside words, which no Latin text has many of, and bytes that mean nothing.
int faults_in_words(std::string_view text, UpperHalf const& upper_half) {
  int faults = 0;
  Kind before = Kind::other;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    auto const point = static_cast<UChar32>(byte < 0x80 ? byte : upper_half[byte - 0x80]);
    bool const letter = u_isalpha(point) != 0;
    bool const upper = u_isupper(point) != 0;
    if (byte >= 0x80) {
      if (is_undefined(static_cast<char32_t>(point))) faults += 4;
      bool const sign = !letter && u_isalnum(point) == 0 && u_ispunct(point) == 0;
      faults += (sign && before != Kind::other) || (upper && before == Kind::lower) ? 1 : 0;
    }
    before = !letter ? Kind::other : upper ? Kind::upper : Kind::lower;
  }
  return faults;
}

/// Letters that the best of the alphabets has not.
int strange_letters(std::string_view text, UpperHalf const& upper_half) {
  std::array<int, alphabets.size()> strange{};
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80) continue;
    auto const point = static_cast<UChar32>(upper_half[byte - 0x80]);
    if (u_isalpha(point) == 0) continue;
    auto const letter = static_cast<char32_t>(u_tolower(point));
    for (std::size_t i = 0; i < alphabets.size(); ++i) {
      strange[i] += alphabets[i].find(letter) == std::u32string_view::npos ? 1 : 0;
    }
  }
  return *std::ranges::min_element(strange);
}

int faults(std::string_view text, UpperHalf const& upper_half) {
  return faults_in_words(text, upper_half) + strange_letters(text, upper_half);
}

}  // namespace

std::string_view most_plausible_latin(std::string_view text, std::string_view guess) {
  static auto const all = [] {
    constexpr std::array names{"windows-1252", "windows-1250", "iso-8859-2", "windows-1254", "windows-1257"};
    std::vector<std::pair<std::string_view, UpperHalf>> out;
    for (auto const* const name : names) out.emplace_back(name, upper_half(name));
    return out;
  }();
  std::string_view best = guess;
  auto const known = std::ranges::find(all, guess, &std::pair<std::string_view, UpperHalf>::first);
  int fewest = faults(text, known != all.end() ? known->second : upper_half(guess));
  for (auto const& [name, upper] : all) {
    int const here = faults(text, upper);
    if (here >= fewest) continue;
    fewest = here;
    best = name;
  }
  return best;
}

}  // namespace rasid::charset
