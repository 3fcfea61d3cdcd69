#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extractors/actors/office_wordings.h"
#include "extractors/extractor.h"
#include "extractors/names/phrase_table.h"

namespace rasid::actors {

/// What an article says later of whom it has named in full: a family name alone ("Qaani", "לקאאני"), or a title that
/// stands for the person ("the general", "اللواء", "רב-האלוף"). Each refers back to the last person before it whom it
/// fits, is marked Method::derived and says what it refers to.
///
/// A title is never carried over another person who could be meant: one of whom no office is known, or whom the article
/// gives the same title. Immutable; find() may run on many threads at once. The catalogue must outlive it.
class References {
 public:
  References(entities::Catalogue const& catalogue, std::uint64_t seed);

  /// A generated family name that stands in the text; it counts only for somebody whom the article mentions otherwise.
  struct Surname {
    EntityIndex entity{};
    ByteRange range;
    std::uint32_t token = 0;  // its last
    std::string_view peeled;
  };

  /// Appends to `found`, which holds the article's mentions of actors, in any order.
  void find(text::Document const& document, ArticleFacts const& facts, std::span<Surname const> surnames,
            std::vector<Mention>& found) const;

 private:
  class Search;

  struct Title {
    std::string_view concept_key;
    std::string_view kind;
    std::string_view language;
    bool stands_alone = false;  // "the general", "اللواء": refers to somebody without saying whom
  };
  struct Titles {
    std::vector<std::string> texts;
    std::vector<Title> titles;  // by text
  };
  struct Office {
    std::string concept_key;
    std::string_view kind;
    std::uint16_t role = 0;
  };

  static Titles titles_of(entities::Catalogue const& catalogue);

  entities::Catalogue const& catalogue_;
  Titles titles_;
  names::PhraseTable table_;
  std::unordered_map<EntityIndex, std::vector<Office>> offices_;
  std::unordered_set<std::string> given_names_;  // folded first words of listed persons, as far as they are no title
};

}  // namespace rasid::actors
