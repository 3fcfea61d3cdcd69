#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/text/document.h"

namespace rasid::rules {

/// Where each word of a document stands, by every way to read it. Built once an article and asked by all watches.
/// Refers to the document, which must outlive it. Reads are safe on many threads.
class DocumentIndex {
 public:
  /// One reading of a token.
  struct Place {
    std::uint32_t token = 0;
    std::uint32_t skipped = 0;  // bytes of the token before this reading
    std::uint32_t cut = 0;      // and after it
    std::uint32_t next = 0;     // the next place of the same word
  };

  enum class Holds {
    nothing,  // nothing of it will be asked
    words,
    words_in_order,  // each_beginning() will be asked too, which costs a sort
  };
  DocumentIndex(text::Document const& document, Holds what);

  /// Calls `visit(Place const&)` for each token that can be read as `word` (folded), ascending.
  template <class Visit>
  void each(std::string_view word, Visit visit) const {
    std::uint32_t const slot = slots_[slot_of(word)];
    if (slot != none) visit_all(words_[slot], visit);
  }

  /// Calls `visit(std::string_view)` for each word by every way to read it, once.
  template <class Visit>
  void each_word(Visit visit) const {
    for (Word const& word : words_) visit(word.folded);
  }

  /// As each(), for every word that begins with `prefix`; ascending for each of these words only.
  template <class Visit>
  void each_beginning(std::string_view prefix, Visit visit) const {
    for (auto at = first_beginning(prefix); at < sorted_.size(); ++at) {
      Word const& word = words_[sorted_[at]];
      if (!word.folded.starts_with(prefix)) break;
      visit_all(word, visit);
    }
  }

 private:
  struct Word {
    std::string_view folded;
    std::uint32_t first = 0;  // its places
    std::uint32_t last = 0;
  };
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  template <class Visit>
  void visit_all(Word const& word, Visit& visit) const {
    for (std::uint32_t at = word.first; at != none; at = places_[at].next) visit(places_[at]);
  }

  void add(text::Reading const& reading, std::uint32_t token);
  /// The slot that holds the word, or the free one where it would go.
  [[nodiscard]] std::size_t slot_of(std::string_view word) const noexcept;
  void grow();
  [[nodiscard]] std::size_t first_beginning(std::string_view prefix) const;

  std::vector<Place> places_;
  std::vector<Word> words_;
  std::vector<std::uint32_t> slots_;   // open addressing; a power of two, at most half full
  std::vector<std::uint32_t> sorted_;  // words by their folded form, where prefixes are asked for
};

}  // namespace rasid::rules
