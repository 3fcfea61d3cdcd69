#include <algorithm>

#include "extractors/model/utf8.h"
#include "extractors/text/document.h"
#include "extractors/text/elisions.h"
#include "extractors/text/original_prefix.h"
#include "extractors/text/proclitics.h"

namespace rasid::text {
namespace {

/// Cheap, and false of most words: only a word of which this is true can have a proclitic that hides an article.
bool may_hide_article(std::string_view word) {
  return word.substr(0, 6).find("لل") != std::string_view::npos || word[0] == '\xD7';
}

}  // namespace

void Document::restore_articles() {
  for (Token const& token : tokens_) {
    if (!may_hide_article(folded(token))) continue;
    for (Proclitic const& each : Proclitics(folded(token))) {
      if (!each.hides_article) continue;
      restored_.push_back({token.folded, static_cast<std::uint32_t>(folded_.size())});
      std::string const rest(folded(token).substr(each.letters.size()));  // a copy: the text may move as it grows
      folded_ += article_before(rest);
      folded_ += rest;
    }
  }
}

std::string_view Document::restored(Token const& token, std::size_t proclitic_size) const {
  auto const at = std::ranges::lower_bound(restored_, token.folded, {}, &Restored::token);
  if (at == restored_.end() || at->token != token.folded) return {};
  std::string_view const rest = folded(token).substr(proclitic_size);
  return std::string_view(folded_).substr(at->folded, article_before(rest).size() + rest.size());
}

void Document::forms(Token const& token, std::vector<std::string_view>& out) const {
  std::string_view const word = folded(token);
  out.push_back(word);
  Elisions const elisions = elisions_of(slice(token.range), word);
  if (elisions.suffix_folded != 0) out.push_back(word.substr(0, word.size() - elisions.suffix_folded));
  if (elisions.prefix_folded != 0) out.push_back(word.substr(elisions.prefix_folded));
  for (Proclitic const& each : Proclitics(word)) {
    out.push_back(word.substr(each.letters.size()));
    if (each.hides_article) out.push_back(restored(token, each.letters.size()));
  }
}

void Document::readings(Token const& token, std::vector<Reading>& out) const {
  std::string_view const word = folded(token);
  std::string_view const original = slice(token.range);
  out.push_back({.folded = word});
  Elisions const elisions = elisions_of(original, word);
  if (elisions.suffix_folded != 0) {
    out.push_back({.folded = word.substr(0, word.size() - elisions.suffix_folded), .cut = elisions.suffix_original});
  }
  if (elisions.prefix_folded != 0) {
    out.push_back({.folded = word.substr(elisions.prefix_folded),
                   .peeled = word.substr(0, elisions.prefix_folded),
                   .skipped = elisions.prefix_original});
  }
  for (Proclitic const& each : Proclitics(word)) {
    auto const skipped = original_prefix(original, code_points(each.letters, each.letters.size()));
    if (!skipped) continue;
    std::string_view const peeled = word.substr(0, each.letters.size());
    out.push_back({.folded = word.substr(each.letters.size()), .peeled = peeled, .skipped = *skipped});
    if (each.hides_article) {
      out.push_back({.folded = restored(token, each.letters.size()), .peeled = peeled, .skipped = *skipped});
    }
  }
}

}  // namespace rasid::text
