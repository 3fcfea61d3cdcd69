#include "extractors/discovery/plain_name.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "extractors/text/fold.h"

namespace rasid {
namespace {

/// Written with a capital, and nobody's name.
constexpr std::array pronouns{"i", "im", "ive", "id", "ill", "he", "she", "we", "you", "they", "it"};

UChar32 first_of(std::string_view word) {
  UChar32 c = 0;
  std::size_t at = 0;
  U8_NEXT_OR_FFFD(word.data(), at, word.size(), c);
  return c;
}

/// A small letter begins it, in a script that has capitals.
bool begins_small(std::string_view word) {
  return u_islower(first_of(word)) != 0;
}

std::string_view without_possessive(std::string_view name) {
  for (std::string_view const ending : {"'s", "\u2019s", "s'", "s\u2019"}) {
    if (!name.ends_with(ending)) continue;
    return name.substr(0, name.size() - ending.size() + (ending.front() == 's' ? 1 : 0));
  }
  return name;
}

/// Without the words in small letters at either end; "the" also where a sentence begins with it.
std::string_view between_capitals(std::string_view name) {
  while (true) {
    std::size_t const space = name.find(' ');
    if (space == std::string_view::npos) break;
    std::string_view const word = name.substr(0, space);
    if (!begins_small(word) && word != "The") break;
    name.remove_prefix(space + 1);
  }
  while (true) {
    std::size_t const space = name.rfind(' ');
    if (space == std::string_view::npos || !begins_small(name.substr(space + 1))) break;
    name = name.substr(0, space);
  }
  return name;
}

bool could_be_a_name(std::string_view name) {
  std::string const folded = text::fold(name);
  if (std::ranges::find(pronouns, folded) != pronouns.end()) return false;
  auto const letters =
      std::ranges::count_if(folded, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return letters > 1;
}

}  // namespace

ByteRange plain_name(text::Document const& document, ByteRange range, EntityKind kind) {
  std::string_view const whole = document.slice(range);
  std::string_view name = without_possessive(whole);
  if (kind == EntityKind::place) name = between_capitals(name);
  if (!could_be_a_name(name)) return {};
  auto const begin = range.begin + static_cast<std::uint32_t>(name.data() - whole.data());
  return {begin, begin + static_cast<std::uint32_t>(name.size())};
}

}  // namespace rasid
