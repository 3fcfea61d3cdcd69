#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/article.h"
#include "extractors/model/range.h"
#include "extractors/text/coded_text.h"

namespace rasid::text {

/// One word of a document: a maximal run of letters, digits and marks.
struct Token {
  ByteRange range;                // in the document's text
  std::uint32_t folded = 0;       // offset of its folded form in the document's folded text
  std::uint32_t folded_size = 0;  // in bytes
  std::uint32_t sentence = 0;     // index into sentences()
};

/// A way to read a token: its whole folded form, or what is left when a proclitic (Arabic و ف ب ك ل س ال لل …, Hebrew
/// ו ה ב ל מ ש כ), an elided article (l'Iran) or an ending after an apostrophe (Qaani's) is taken off. The whole form
/// always comes first; a peeled reading is an alternative, never a replacement. لل hides an article, and ב, ל and כ may
/// hide one: they give one reading without it and one with ال or ה restored, both without the proclitic's bytes.
struct Reading {
  std::string_view folded;  // points into the document's folded text, or to static storage
  std::string_view peeled;  // folded prefix that was taken off; empty for the whole form, and where only an ending went
  std::uint32_t skipped = 0;  // bytes of the original text from the token's begin to where this reading begins
  std::uint32_t cut = 0;      // bytes of the original text from where this reading ends to the token's end
};

/// An article's text, prepared once and read by every extractor and every watch. Immutable after construction; may be
/// read from many threads. The text is the title, a blank line and the body (only the body where there is no title).
class Document {
 public:
  static constexpr std::size_t limit_title = 64UL << 10U;  // bytes; what is beyond is cut off
  static constexpr std::size_t limit_body = 16UL << 20U;

  explicit Document(Article const& article);
  Document(std::string_view title, std::string_view body);

  [[nodiscard]] std::string const& text() const noexcept { return text_; }  // valid UTF-8
  [[nodiscard]] ByteRange title() const noexcept { return title_; }         // empty where there is none
  [[nodiscard]] ByteRange body() const noexcept { return body_; }
  [[nodiscard]] std::string_view slice(ByteRange range) const noexcept {
    return std::string_view(text_).substr(range.begin, range.size());
  }

  [[nodiscard]] std::span<Token const> tokens() const noexcept { return tokens_; }            // ascending
  [[nodiscard]] std::span<ByteRange const> sentences() const noexcept { return sentences_; }  // ascending, trimmed
  [[nodiscard]] std::span<ByteRange const> paragraphs() const noexcept {
    return paragraphs_;
  }  // the title is the first
  [[nodiscard]] std::string_view folded(Token const& token) const noexcept {
    return std::string_view(folded_).substr(token.folded, token.folded_size);
  }

  /// The folded view in one byte a letter, for matching at speed; its words are the tokens, one by one.
  [[nodiscard]] CodedText const& coded() const noexcept { return coded_; }

  /// Every way to read the token, the whole form first; at most 8.
  void readings(Token const& token, std::vector<Reading>& out) const;
  /// The folded forms of these readings in the same order, without their places, and therefore cheaply.
  void forms(Token const& token, std::vector<std::string_view>& out) const;

  /// Index into sentences() of the sentence that holds the byte, or of the nearest before it. 0 for an empty text.
  [[nodiscard]] std::uint32_t sentence_at(std::uint32_t byte) const noexcept;
  /// Index of the first token that begins at or after the byte; tokens().size() where there is none.
  [[nodiscard]] std::uint32_t token_at(std::uint32_t byte) const noexcept;

 private:
  struct Restored {
    std::uint32_t token;   // its offset in the folded text
    std::uint32_t folded;  // where the form with its article restored stands
  };

  void read_tokens();
  void restore_articles();
  [[nodiscard]] std::string_view restored(Token const& token, std::size_t proclitic_size) const;

  std::string text_;
  std::string folded_;  // the tokens' forms, a space between them; then the restored forms
  ByteRange title_;
  ByteRange body_;
  CodedText coded_;
  std::vector<Token> tokens_;
  std::vector<ByteRange> sentences_;
  std::vector<ByteRange> paragraphs_;
  std::vector<Restored> restored_;  // ascending by token
};

}  // namespace rasid::text
