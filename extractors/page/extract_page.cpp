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

}  // namespace

Page extract_page(std::string_view bytes, std::string_view content_type, std::string_view url) {
  bytes = bytes.substr(0, max_page);
  charset::Decoded const decoded = charset::to_utf8(bytes, {charset::charset_of(content_type), meta_charset(bytes)});
  Tree const tree(simplify(decoded.text), Tree::Scope::document);
  std::vector<Surveyed> const elements = survey(tree);
  Evidence evidence;
  Page result = read_metadata(tree, elements, read_json_ld(tree.page().json_ld), url, evidence);
  result.text = main_text(outline(tree, elements), evidence);
  // Names mislead on some pages: where they leave next to nothing, they are believed less.
  for (Pruning const pruning : {Pruning::hidden_only, Pruning::nothing}) {
    if (result.text.size() >= sparse) break;
    std::string text = main_text(outline(tree, elements, pruning), evidence);
    if (text.size() > result.text.size() * 5 / 2) result.text = std::move(text);
  }
  if (result.language.empty()) result.language = language::detect_language(result.text);
  return result;
}

}  // namespace rasid::page
