#include <algorithm>
#include <array>

#include "extractors/charset/charset.h"
#include "extractors/language/language.h"
#include "extractors/page/main_text.h"
#include "extractors/page/meta_charset.h"
#include "extractors/page/metadata.h"
#include "extractors/page/outline.h"
#include "extractors/page/page.h"
#include "extractors/page/simplify.h"
#include "extractors/page/tree.h"

namespace rasid::page {
namespace {

// News pages reach 1.5 MB; what comes behind this limit is not read.
constexpr std::size_t max_page = 8 * 1024 * 1024;

constexpr std::size_t sparse = 250;  // bytes of text that are less than an article

/// Enough of a text to tell its language by, not cut inside a character.
std::string_view beginning(std::string_view text) {
  constexpr std::size_t enough = 1500;
  if (text.size() <= enough) return text;
  std::size_t cut = enough;
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80) --cut;
  return text.substr(0, cut);
}

/// Templates made for one language are used for another: a page that states a language of the Latin script and is
/// written in another script, or that mistakes one language of the Arabic script for the other, states it wrongly.
bool contradicts(std::string_view stated, std::string_view detected) {
  constexpr auto other_scripts =
      std::to_array<std::string_view>({"ar", "fa", "ur", "ps", "ckb", "he", "iw", "yi", "ru", "uk", "be", "bg", "sr",
                                       "mk", "kk", "el", "hy", "ka",  "hi", "bn", "ta", "th", "zh", "ja", "ko"});
  constexpr auto arabic_script = std::to_array<std::string_view>({"ar", "fa", "ur", "ps", "ckb"});
  auto const primary = [](std::string_view tag) { return tag.substr(0, tag.find('-')); };
  auto const among = [](auto const& all, std::string_view tag) { return std::ranges::find(all, tag) != all.end(); };
  if (!among(other_scripts, primary(detected))) return false;
  bool const both_arabic = among(arabic_script, primary(stated)) && among(arabic_script, primary(detected));
  return both_arabic ? primary(stated) != primary(detected) : !among(other_scripts, primary(stated));
}

}  // namespace

Page extract_page(std::string_view bytes, std::string_view content_type, std::string_view url) {
  bool const too_long = bytes.size() > max_page;
  bytes = bytes.substr(0, max_page);
  charset::Decoded const decoded = charset::to_utf8(bytes, {charset::charset_of(content_type), meta_charset(bytes)});
  Tree const tree(simplify(decoded.text), Tree::Scope::document);
  std::vector<Surveyed> const elements = survey(tree);
  Evidence evidence;
  Page result = read_metadata(tree, elements, read_json_ld(tree.page().json_ld), url, evidence);
  result.truncated = too_long || tree.truncated();
  result.text = main_text(outline(tree, elements), evidence);
  // Names mislead on some pages: where they leave next to nothing, they are believed less.
  for (Pruning const pruning : {Pruning::hidden_only, Pruning::nothing}) {
    if (result.text.size() >= sparse) break;
    std::string text = main_text(outline(tree, elements, pruning), evidence);
    if (text.size() > result.text.size() * 5 / 2) result.text = std::move(text);
  }
  // Pages that scripts fill hold their text in JSON-LD alone.
  if (result.text.size() < sparse && evidence.article_body.size() > 3 * result.text.size() + sparse)
    result.text = html_to_text(evidence.article_body);
  std::string const detected = language::detect_language(beginning(result.text));
  if (result.language.empty() || contradicts(result.language, detected)) result.language = detected;
  return result;
}

}  // namespace rasid::page
