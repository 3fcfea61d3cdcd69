#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "extractors/actors/phrases.h"
#include "extractors/names/phrase_table.h"

namespace rasid::actors {

/// Knows the `not:` words of the watchlists: those beside a name that mean it is somebody else ("striker" beside Ali
/// Daei). Immutable; safe to use from many threads.
class SomeoneElse {
 public:
  SomeoneElse(entities::Catalogue const& catalogue, std::uint64_t seed);

  /// Takes out the hits of an actor that stand at most `reach` words from one of his `not:` words. `listed` is by
  /// phrase.
  void drop(text::Document const& document, std::span<Listed const> listed, std::vector<names::Hit>& hits) const;

  static constexpr std::uint32_t reach = 20;

 private:
  struct Words {
    std::vector<std::string> texts;
    std::vector<EntityIndex> whose;  // by text
  };
  static Words words_of(entities::Catalogue const& catalogue);

  Words words_;
  names::PhraseTable table_;
};

}  // namespace rasid::actors
