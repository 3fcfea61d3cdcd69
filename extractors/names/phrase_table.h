#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/result.h"
#include "extractors/names/hit.h"
#include "extractors/names/phrase_builder.h"
#include "extractors/text/coded_text.h"
#include "extractors/text/document.h"

namespace rasid::names {

/// Finds every one of a list of phrases in a document, in one pass over its words: nested and overlapping ones too.
///
/// Words are compared folded. The first word may carry proclitics, the later ones may have or lack the article ال, and
/// the last may carry an ending after an apostrophe; where a phrase can be read with and without peeling at the same
/// place, the unpeeled reading is the one reported. A phrase does not run over the end of a sentence.
///
/// A value that shares what it holds: copies are cheap, and nothing that can be seen of one changes, so find() may run
/// on many threads at once while another makes the next table by with() and without(). A table is one run of bytes that
/// can be kept in a file and used where it is mapped.
class PhraseTable {
 public:
  /// `seed` should differ from process to process: hashes must not be foreseeable by whoever writes the articles.
  /// Phrases of more than limit_words words or limit_codes codes are left out, empty ones, and of those that read alike
  /// all beyond limit_namesakes.
  PhraseTable(std::span<std::string const> phrases, std::uint64_t seed);

  /// A table of bytes that serialised() gave, which stay where they are and must outlive it and every table made from
  /// it. Hostile bytes are refused with std::errc::illegal_byte_sequence, as are those of a build with another fold.
  /// The seed is the one it was built with. Best aligned to 64 bytes, for speed only.
  static Result<PhraseTable> open(std::span<std::byte const> bytes);
  /// The bytes of the table as it was built or opened: what with() and without() did later is not in them.
  [[nodiscard]] std::span<std::byte const> serialised() const noexcept;

  /// The table with more phrases, which get the next numbers. Costs by what was added since it was built, not by its
  /// size: build anew after some thousands.
  [[nodiscard]] PhraseTable with(std::span<std::string const> more) const;
  /// The table without these phrases; the numbers of the others stay.
  [[nodiscard]] PhraseTable without(std::span<std::uint32_t const> phrases) const;

  /// Appends the hits, ascending by first token; those of one first token in no particular order.
  void find(text::Document const& document, std::vector<Hit>& out) const;
  /// The same in a text that was coded, as if it were one sentence.
  void find(text::CodedText const& coded, std::string_view utf8, std::vector<Hit>& out) const;

  /// Phrases there are numbers for, those left out and taken out included.
  [[nodiscard]] std::uint32_t phrases() const noexcept;
  [[nodiscard]] std::span<std::uint32_t const> left_out() const noexcept { return *left_out_; }
  /// Memory held, for capacity planning.
  [[nodiscard]] std::size_t bytes() const noexcept;
  /// Of it what a search reads all the time; the rest is read at hits only.
  [[nodiscard]] std::size_t hot_bytes() const noexcept;

 private:
  struct Layer;

  PhraseTable() = default;
  void search(text::CodedText const& coded, std::string_view utf8, std::span<text::Token const> tokens,
              std::vector<Hit>& out) const;

  std::shared_ptr<Layer const> built_;
  std::shared_ptr<Layer const> added_;  // none where nothing was
  std::shared_ptr<std::vector<std::string> const> added_phrases_;
  std::shared_ptr<std::vector<std::uint32_t> const> taken_out_;  // ascending
  std::shared_ptr<std::vector<std::uint32_t> const> left_out_;   // empty for a table that was opened
};

}  // namespace rasid::names
