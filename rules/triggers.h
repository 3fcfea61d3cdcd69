#pragma once

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "rules/literal_search.h"
#include "rules/subject.h"
#include "rules/term_presence.h"
#include "rules/terms_by_text.h"

namespace rasid::rules {

/// Tells in one pass over an article which terms of a set may hold on it: its entities, its words and the literals of
/// regexes are looked up, whatever the number of watches. Immutable; may be asked from many threads. Refers to the
/// terms and the catalogue, which must outlive it.
class Triggers {
 public:
  Triggers(std::span<Term const* const> terms, entities::Catalogue const& catalogue);

  /// Terms that a pass finds wherever they are; of the others it says nothing.
  [[nodiscard]] TermBits const& announced() const noexcept { return announced_; }
  /// Of those: what it finds does hold on the article as a whole.
  [[nodiscard]] TermBits const& exact() const noexcept { return exact_; }
  /// Sets the bit of each term found and adds it to `list`. `found` is all zero before.
  void find(Subject const& subject, TermBits& found, std::vector<TermId>& list) const;

  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  void add(TermId id, Term const& term);
  void build_entities(std::span<Term const* const> terms, entities::Catalogue const& catalogue);

  void find_entities(Subject const& subject, TermBits& found, std::vector<TermId>& list) const;
  /// Terms that ask for a place which holds this one.
  void find_around(EntityIndex place, entities::Catalogue const& catalogue, TermBits& found,
                   std::vector<TermId>& list) const;
  void find_words(Subject const& subject, TermBits& found, std::vector<TermId>& list) const;

  /// A text that a table may hold.
  struct Likely {
    TermsByText const* table;
    std::string_view text;
    std::uint64_t hash;
    std::uint32_t entry = 0;
  };
  /// Remembers words of an article, as far as there is room: the common ones come again and again.
  class WordsSeen {
   public:
    /// Whether the word was asked for before; it is from now on.
    bool has(std::string_view word) {
      std::uint64_t ends[2] = {word.size(), 0};
      std::memcpy(&ends[0], word.data(), std::min<std::size_t>(word.size(), 8));
      if (word.size() > 8) std::memcpy(&ends[1], word.data() + word.size() - 8, 8);
      std::string_view& slot = words_[((ends[0] ^ ends[1] * 3) * 0x9E3779B97F4A7C15ULL) >> 54U];
      return slot == word || (slot = word, false);
    }

   private:
    std::array<std::string_view, 1024> words_;
  };
  void find_likely(std::string_view word, std::vector<Likely>& out) const;
  static void settle(std::span<Likely> likely, TermBits& found, std::vector<TermId>& list);

  TermBits announced_;
  TermBits exact_;
  TermsByText words_;
  TermsByText beginnings_;
  std::vector<char> beginning_sizes_;  // by number of bytes: whether a beginning has so many
  TermsByText feeds_;
  TermsByText languages_;
  LiteralSearch literals_;
  std::vector<std::uint32_t> entity_first_;  // by entity: where the terms begin that name it
  std::vector<TermId> entity_terms_;
  std::unordered_map<EntityIndex, std::vector<TermId>> inside_;  // by outer place: terms that hold for all inside it
  std::array<std::vector<TermId>, 3> any_;                       // by kind of entity
  std::map<std::string, std::vector<TermId>, std::less<>> country_;  // by code
};

}  // namespace rasid::rules
