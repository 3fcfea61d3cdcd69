#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "extractors/model/mention.h"
#include "extractors/names/phrase_table.h"

namespace rasid::actors {

/// Knows whose a role is where a person's name stands directly beside it: the prime minister of "prime minister Mustafa
/// al-Kadhimi" is he whatever the article's date, if he ever was prime minister, and nobody else.
class Appositions {
 public:
  explicit Appositions(text::Document const& document) : document_(document) {}

  void add_name(names::Hit const& hit, EntityIndex person);
  void add_role(names::Hit const& hit, EntityIndex holder);  // of any time

  /// Of those who ever held the role, the one named right after it, or else right before it, in the same sentence.
  [[nodiscard]] std::optional<EntityIndex> bearer(names::Hit const& role) const;

 private:
  using ByToken = std::map<std::uint32_t, std::vector<EntityIndex>>;
  using Tokens = std::pair<std::uint32_t, std::uint32_t>;

  [[nodiscard]] std::optional<EntityIndex> holder_among(ByToken const& names, std::uint32_t token,
                                                        names::Hit const& role) const;

  text::Document const& document_;
  ByToken begins_;
  ByToken ends_;
  std::map<Tokens, std::vector<EntityIndex>> holders_;
};

}  // namespace rasid::actors
