#include "extractors/gazetteer/compile/script.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "extractors/model/utf8.h"

namespace rasid::gazetteer {
namespace {

constexpr std::size_t most_words = 6;
constexpr std::size_t most_bytes = 120;
constexpr std::size_t longest_code = 4;  // letters of an airport's or station's code

Script script_of(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &error)) {
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_ARABIC:
      return Script::arabic;
    case USCRIPT_HEBREW:
      return Script::hebrew;
    default:
      return Script::other;
  }
}

template <class Each>
void for_each(std::string_view text, Each&& each) {
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    each(c.value);
    at += c.bytes;
  }
}

bool is_all_capitals(std::string_view name) {
  bool all = true;
  for_each(name, [&](char32_t c) { all = all && u_isUUppercase(static_cast<UChar32>(c)); });
  return all;
}

}  // namespace

Script script_of(std::string_view name) {
  Script out = Script::none;
  for_each(name, [&](char32_t c) {
    if (!u_isalpha(static_cast<UChar32>(c))) return;
    Script const script = script_of(c);
    out = out == Script::none || out == script ? script : Script::mixed;
  });
  return out;
}

Script script_of_language(std::string_view language) {
  auto const is = [&](auto... each) { return ((language == each) || ...); };
  if (is("ar", "fa", "ur", "ckb")) return Script::arabic;
  if (is("he")) return Script::hebrew;
  if (is("ru", "uk", "bg", "sr")) return Script::cyrillic;
  if (is("hy", "ka")) return Script::other;
  return Script::latin;
}

bool is_usable_name(std::string_view name) {
  Script const script = script_of(name);
  if (script == Script::none || script == Script::mixed || script == Script::other) return false;
  if (name.size() > most_bytes || code_points(name) < 2) return false;
  if (static_cast<std::size_t>(std::ranges::count(name, ' ')) >= most_words) return false;
  if (name.find_first_of("0123456789,;/()[]|") != std::string_view::npos) return false;
  if (script == Script::arabic || script == Script::hebrew) return true;
  bool const code = code_points(name) <= longest_code && is_all_capitals(name);
  char32_t const first = decode(name, 0).value;
  bool const capital = u_isUUppercase(static_cast<UChar32>(first)) || !u_isalpha(static_cast<UChar32>(first));
  return capital && !code;
}

}  // namespace rasid::gazetteer
