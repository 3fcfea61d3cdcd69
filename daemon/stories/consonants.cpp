#include "daemon/stories/consonants.h"

#include <algorithm>
#include <array>

#include "extractors/model/utf8.h"

namespace rasid::stories {
namespace {

struct Letters {
  char sound;
  std::u32string_view letters;
};

// B: lips; S: everything that hisses, j and its like too; K: the back of the mouth; H: breath.
constexpr auto classes = std::to_array<Letters>({{'B', U"bpfvбпфвβπφבפفبپڤ"},
                                                 {'T', U"tтτθטתتطث"},
                                                 {'D', U"dдδדدذضظ"},
                                                 {'S', U"szjçşžšсзцчшщжσζסשצזسشصزجچژ"},
                                                 {'K', U"kqgкгκγקגكقغگک"},
                                                 {'H', U"hxхχהחهحخ"},
                                                 {'L', U"lлλלل"},
                                                 {'M', U"mмμמםم"},
                                                 {'N', U"nнνנןن"},
                                                 {'R', U"rрρרر"}});

char sound_of(char32_t letter) {
  for (Letters const& each : classes) {
    if (each.letters.find(letter) != std::u32string_view::npos) return each.sound;
  }
  switch (letter) {
    case U'ך':
    case U'כ':
      return 'K';
    case U'ף':
      return 'B';
    case U'ץ':
      return 'S';
    default:
      return 0;
  }
}

/// The sound of what stands at `at`, and how many letters write it.
std::pair<char, std::size_t> sound_at(std::u32string const& word, std::size_t at) {
  char32_t const here = word[at];
  char32_t const next = at + 1 < word.size() ? word[at + 1] : U'\0';
  if (next == U'h') {
    if (here == U's' || here == U'c' || here == U'z') return {'S', 2};
    if (here == U'k') return {'H', 2};
    if (here == U'g') return {'K', 2};
    if (here == U't') return {'T', 2};
    if (here == U'd') return {'D', 2};
    if (here == U'p') return {'B', 2};
  }
  if (here == U'c') return {next == U'e' || next == U'i' || next == U'y' ? 'S' : 'K', 1};
  if (here == U'd' && (next == U'j' || next == U'z')) return {'S', 2};
  if (here == U'д' && next == U'ж') return {'S', 2};
  return {sound_of(here), 1};
}

}  // namespace

std::string consonants_of(std::string_view folded) {
  std::u32string word;
  for (std::size_t at = 0; at < folded.size();) {
    auto const [letter, bytes] = decode(folded, at);
    word += letter;
    at += bytes;
  }
  // A breath at the end is how some alphabets write a vowel.
  while (!word.empty() && (word.back() == U'ه' || word.back() == U'ה' || word.back() == U'h')) word.pop_back();
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    auto const [sound, letters] = sound_at(word, at);
    if (sound != 0 && (out.empty() || out.back() != sound)) out += sound;
    at += letters;
  }
  return out;
}

}  // namespace rasid::stories
