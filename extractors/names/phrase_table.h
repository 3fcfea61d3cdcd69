#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"
#include "extractors/text/document.h"

namespace rasid::names {

/// An occurrence of a phrase.
struct Hit {
  std::uint32_t phrase = 0;  // index into what the table was built from
  ByteRange range;           // of the document's text, without what was peeled
  std::string_view peeled;   // folded prefix taken off the first word; points into the document, or empty
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;

  friend bool operator==(Hit const&, Hit const&) = default;
};

/// Finds every one of a list of phrases in a document, in one pass over its tokens: nested and overlapping ones too.
///
/// Words are compared folded. The first word may carry proclitics, the later ones may have or lack the article ال, and
/// the last may carry an ending after an apostrophe; where a phrase can be read with and without peeling at the same
/// place, the unpeeled reading is the one reported. A phrase does not run over the end of a sentence.
///
/// Immutable after construction; find() may run on many threads at once.
///
/// Each prefix of each phrase (of one word, two words …) is one 8-byte slot of a hash table, keyed by the hash of its
/// words in turn, so a word that begins no phrase costs one look at a bitmap. Hits are verified against the phrase, so
/// a colliding hash never makes one.
class PhraseTable {
 public:
  static constexpr std::size_t limit_words = 16;  // longer phrases are left out, as are empty ones

  /// `seed` should differ from process to process: hashes must not be foreseeable by whoever writes the articles.
  PhraseTable(std::span<std::string const> phrases, std::uint64_t seed);

  /// Appends the hits, ascending by first token; those of one first token in no particular order.
  void find(text::Document const& document, std::vector<Hit>& out) const;

  [[nodiscard]] std::size_t left_out() const noexcept { return left_out_; }
  /// Memory held, for capacity planning.
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  class Search;

  struct Slot {
    std::uint32_t fingerprint = 0;
    std::uint32_t value = 0;  // continues | group + 1; 0 where the slot is free
  };
  static constexpr std::uint32_t continues = 1U << 31U;  // a longer phrase begins like this

  bool build(std::size_t prefixes);
  [[nodiscard]] std::uint64_t hash(std::string_view word) const noexcept;
  [[nodiscard]] std::uint64_t hash_with_article(std::string_view word) const noexcept;
  [[nodiscard]] static std::uint64_t combine(std::uint64_t so_far, std::uint64_t word) noexcept;
  [[nodiscard]] std::uint32_t look_up(std::uint64_t key) const noexcept;
  [[nodiscard]] bool may_begin(std::uint64_t key) const noexcept;
  [[nodiscard]] std::string_view folded(std::uint32_t group) const noexcept;

  std::uint64_t seed_;
  std::vector<Slot> slots_;                // a power of two, at most half full; linear probing
  std::vector<std::uint64_t> first_;       // one bit for each hash that begins a phrase
  std::string texts_;                      // the distinct folded phrases, one after the other
  std::vector<std::uint32_t> text_end_;    // by group: where its text ends
  std::vector<std::uint32_t> member_end_;  // by group: where its phrases end in members_
  std::vector<std::uint32_t> members_;     // phrases by group
  std::size_t left_out_ = 0;
};

}  // namespace rasid::names
