#pragma once

#include <array>
#include <string_view>

namespace rasid::text {

/// Letters that writers use for one another, and what the fold makes of them. This is the project's own table: what
/// Unicode's compatibility and canonical decompositions already say is not repeated here.
struct LetterTwin {
  char32_t letter;
  std::u32string_view folded;
};

inline constexpr auto letter_twins = std::to_array<LetterTwin>({
    // Arabic alef with wasla or wavy hamza. (Madda and hamza decompose.)
    {U'ٱ', U"ا"},
    {U'ٲ', U"ا"},
    {U'ٳ', U"ا"},
    {U'ٵ', U"ا"},
    // Ya: alef maksura, Persian, Urdu, Kurdish, Pashto. The fold merges على with علي; names/ undoes that where it
    // matters.
    {U'ى', U"ي"},
    {U'ی', U"ي"},
    {U'ې', U"ي"},
    {U'ے', U"ي"},
    {U'ۓ', U"ي"},
    {U'ێ', U"ي"},
    {U'ۍ', U"ي"},
    {U'ۑ', U"ي"},
    {U'ؠ', U"ي"},
    {U'ٸ', U"ي"},
    {U'ؽ', U"ي"},
    {U'ؾ', U"ي"},
    {U'ؿ', U"ي"},
    // Waw: Kurdish, Uyghur, Kazakh.
    {U'ۆ', U"و"},
    {U'ۇ', U"و"},
    {U'ۈ', U"و"},
    {U'ۋ', U"و"},
    {U'ۉ', U"و"},
    {U'ۅ', U"و"},
    {U'ۄ', U"و"},
    {U'ٶ', U"و"},
    {U'ٷ', U"و"},
    // Ha: ta marbuta, Persian and Urdu shapes.
    {U'ة', U"ه"},
    {U'ە', U"ه"},
    {U'ہ', U"ه"},
    {U'ۃ', U"ه"},
    {U'ھ', U"ه"},
    // Kaf, and letters for sounds that Arabic writes with a neighbour.
    {U'ک', U"ك"},
    {U'ڪ', U"ك"},
    {U'ڤ', U"ف"},
    {U'ڕ', U"ر"},
    {U'ڵ', U"ل"},
    {U'ں', U"ن"},
    // Hebrew final forms and Yiddish digraphs.
    {U'ך', U"כ"},
    {U'ם', U"מ"},
    {U'ן', U"נ"},
    {U'ף', U"פ"},
    {U'ץ', U"צ"},
    {U'װ', U"וו"},
    {U'ױ', U"וי"},
    {U'ײ', U"יי"},
    // Latin letters whose stroke or ligature Unicode does not decompose.
    {U'ø', U"o"},
    {U'ł', U"l"},
    {U'đ', U"d"},
    {U'ð', U"d"},
    {U'ħ', U"h"},
    {U'ŧ', U"t"},
    {U'þ', U"th"},
    {U'æ', U"ae"},
    {U'œ', U"oe"},
    {U'ı', U"i"},
    {U'ŋ', U"n"},
    {U'ĸ', U"q"},
    {U'ə', U"a"},
    {U'ƒ', U"f"},
    {U'ɓ', U"b"},
    {U'ɗ', U"d"},
    {U'ƙ', U"k"},
    {U'ƴ', U"y"},
    {U'ɣ', U"g"},
    // Cyrillic.
    {U'ґ', U"г"},
});

/// Written inside words, dropped by the fold: Qa'ani, Qa’ani, Qaʿani, ח'אמנאי.
inline constexpr std::u32string_view apostrophes = U"'’‘‛`´′ʹʺʻʼʽʾʿˈˊˋ＇\u05F3\u05F4\u055A\uA78B\uA78C";
/// Double quotes are dropped only between Hebrew letters, where they mark an acronym: צה"ל.
inline constexpr std::u32string_view acronym_quotes = U"\"”“″";

}  // namespace rasid::text
