#include "extractors/text/document.h"

#include <algorithm>

#include "extractors/model/utf8.h"
#include "extractors/text/letter_codes.h"
#include "extractors/text/sentences.h"

namespace rasid::text {
namespace {

/// Valid UTF-8 of at most `most` bytes, cut between characters.
std::string bounded(std::string_view text, std::size_t most) {
  std::string_view part = text.substr(0, most);
  if (part.size() < text.size()) {
    while (!part.empty() && (static_cast<unsigned char>(text[part.size()]) & 0xC0U) == 0x80U) part.remove_suffix(1);
  }
  return make_valid_utf8(std::string(part));
}

ByteRange range_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace

Document::Document(Article const& article) : Document(article.title, article.body) {}

Document::Document(std::string_view title, std::string_view body) {
  text_ = bounded(title, limit_title);
  if (trimmed(text_, range_of(0, text_.size())).empty()) text_.clear();
  title_ = range_of(0, text_.size());
  std::string const rest = bounded(body, limit_body);
  if (!title_.empty() && !rest.empty()) text_ += "\n\n";
  body_ = range_of(text_.size(), text_.size() + rest.size());
  text_ += rest;

  if (!title_.empty()) {
    sentences_.push_back(trimmed(text_, title_));
    paragraphs_.push_back(sentences_.front());
  }
  split_sentences(text_, body_, sentences_);
  split_paragraphs(text_, body_, paragraphs_);
  read_tokens();
  restore_articles();
}

void Document::read_tokens() {
  coded_.assign(text_);
  LetterCodes const& letters = LetterCodes::get();
  folded_.reserve(text_.size());
  tokens_.resize(coded_.words());
  std::uint32_t sentence = 0;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    Token& token = tokens_[i];
    token.range = coded_.range(i);
    if (i != 0) folded_ += ' ';
    token.folded = static_cast<std::uint32_t>(folded_.size());
    letters.append_utf8(coded_.word(i), folded_);
    token.folded_size = static_cast<std::uint32_t>(folded_.size()) - token.folded;
    while (sentence + 1 < sentences_.size() && sentences_[sentence].end <= token.range.begin) ++sentence;
    token.sentence = sentence;
  }
}

std::uint32_t Document::sentence_at(std::uint32_t byte) const noexcept {
  auto const after = std::ranges::upper_bound(sentences_, byte, {}, &ByteRange::begin);
  return after == sentences_.begin() ? 0 : static_cast<std::uint32_t>(after - sentences_.begin() - 1);
}

std::uint32_t Document::token_at(std::uint32_t byte) const noexcept {
  auto const at = std::ranges::lower_bound(tokens_, byte, {}, [](Token const& token) { return token.range.begin; });
  return static_cast<std::uint32_t>(at - tokens_.begin());
}

}  // namespace rasid::text
