#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/text/document.h"

namespace rasid::rules {

/// Where each word of a document stands, by every way to read it. Built when it is first asked: most articles are done
/// with before anything of it is needed. For one article and one thread; refers to the document, which must outlive it.
class DocumentIndex {
 public:
  explicit DocumentIndex(text::Document const& document) : document_(document) {}

  /// Calls `visit(std::uint32_t)` for each token that can be read as `word` (folded), ascending, once.
  template <class Visit>
  void each(std::string_view word, Visit visit) const {
    build();
    std::uint32_t const slot = slots_[slot_of(word)];
    if (slot != none) visit_all(words_[slot], visit);
  }

  /// As each(), for every word that begins with `prefix`; ascending for each of these words only.
  template <class Visit>
  void each_beginning(std::string_view prefix, Visit visit) const {
    build();
    sort();
    for (auto at = first_beginning(prefix); at < sorted_.size(); ++at) {
      Word const& word = words_[sorted_[at]];
      if (!word.folded.starts_with(prefix)) break;
      visit_all(word, visit);
    }
  }

 private:
  struct Place {
    std::uint32_t token = 0;
    std::uint32_t next = 0;  // the next place of the same word
  };
  struct Word {
    std::string_view folded;
    std::uint32_t first = 0;  // its places
    std::uint32_t last = 0;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  template <class Visit>
  void visit_all(Word const& word, Visit& visit) const {
    for (std::uint32_t at = word.first; at != none; at = places_[at].next) visit(places_[at].token);
  }

  void build() const;
  void sort() const;
  void add(std::string_view folded, std::uint32_t token) const;
  /// The slot that holds the word, or the free one where it would go.
  [[nodiscard]] std::size_t slot_of(std::string_view word) const noexcept;
  void grow() const;
  [[nodiscard]] std::size_t first_beginning(std::string_view prefix) const;

  text::Document const& document_;
  mutable std::vector<Place> places_;
  mutable std::vector<Word> words_;
  mutable std::vector<std::uint32_t> slots_;   // open addressing; a power of two, at most half full
  mutable std::vector<std::uint32_t> sorted_;  // words by their folded form
};

}  // namespace rasid::rules
