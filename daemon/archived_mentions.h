#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "daemon/store/store.h"
#include "extractors/entities/catalogue.h"

namespace rasid {

/// Reads stored mentions, which name entities by key, for conditions, which know them by their place in the catalogue.
/// The catalogue must outlive it.
class ArchivedMentions {
 public:
  explicit ArchivedMentions(entities::Catalogue const& catalogue);

  /// Ascending by begin, as conditions want them; what is not in the catalogue any more is left out. `text` is the
  /// document's.
  [[nodiscard]] std::vector<Mention> mentions_of(std::vector<store::StoredMention> const& stored,
                                                 std::string_view text) const;

 private:
  [[nodiscard]] std::optional<EntityIndex> entity_of(store::StoredMention const& stored) const;

  entities::Catalogue const& catalogue_;
  std::unordered_map<std::string_view, EntityIndex> actors_;
  std::unordered_map<std::string_view, EntityIndex> places_;
};

}  // namespace rasid
