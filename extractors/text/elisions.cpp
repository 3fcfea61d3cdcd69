#include "extractors/text/elisions.h"

#include <algorithm>
#include <array>
#include <string>

#include "extractors/model/utf8.h"
#include "extractors/text/fold.h"
#include "extractors/text/fold_table.h"

namespace rasid::text {
namespace {

constexpr std::size_t least_letters_left = 3;

// French, Italian, Catalan.
constexpr auto prefixes = std::to_array<std::string_view>({
    "l",
    "d",
    "qu",
    "n",
    "s",
    "j",
    "jusqu",
    "lorsqu",
    "puisqu",
    "dell",
    "nell",
    "sull",
    "all",
    "dall",
    "un",
    "quell",
});

// English; Turkish, whose endings of one letter are left out, since Sana'a is not Sana.
constexpr auto suffixes = std::to_array<std::string_view>({
    "s",   "da", "de", "ta", "te", "dan", "den", "tan",  "ten",  "ya",   "ye",   "yi", "yu", "nin",
    "nun", "in", "un", "la", "le", "yla", "yle", "daki", "deki", "taki", "teki", "li", "lu",
});

struct Apostrophe {
  std::size_t begin, end;
};

/// The first and the last apostrophe of the word; equal to its size where there is none.
std::pair<Apostrophe, Apostrophe> apostrophes_of(std::string_view word) {
  FoldTable const& table = FoldTable::get();
  Apostrophe first{word.size(), word.size()};
  Apostrophe last = first;
  for (std::size_t at = 0; at < word.size();) {
    CodePoint const c = decode(word, at);
    if (table[c.value].kind == FoldKind::apostrophe) {
      last = {at, at + c.bytes};
      if (first.begin == word.size()) first = last;
    }
    at += c.bytes;
  }
  return {first, last};
}

bool is_latin(std::string_view folded) {
  return !folded.empty() && folded[0] >= 'a' && folded[0] <= 'z';
}

}  // namespace

Elisions elisions_of(std::string_view original, std::string_view folded) {
  Elisions found;
  if (!is_latin(folded) || original.size() <= folded.size()) return found;  // the fold drops apostrophes
  auto const [first, last] = apostrophes_of(original);
  if (first.begin == original.size()) return found;

  std::string const before = fold(original.substr(0, first.begin));
  auto const* const known = std::ranges::find(prefixes, before);
  if (known != prefixes.end() && folded.size() >= before.size() + least_letters_left) {
    found.prefix = *known;
    found.prefix_folded = static_cast<std::uint32_t>(before.size());
    found.prefix_original = static_cast<std::uint32_t>(first.end);
  }
  std::string const after = fold(original.substr(last.end));
  if (std::ranges::find(suffixes, after) != suffixes.end() && folded.size() >= after.size() + least_letters_left) {
    found.suffix_folded = static_cast<std::uint32_t>(after.size());
    found.suffix_original = static_cast<std::uint32_t>(original.size() - last.begin);
  }
  return found;
}

}  // namespace rasid::text
