#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <unordered_set>
#include <vector>

#include "extractors/import/importer.h"

namespace rasid::imports {

enum class Form : std::uint8_t { table, yaml };

/// How imported entities are listed.
struct Listing {
  std::vector<std::string> groups;  // every actor is put into
  entities::Variants::Made variants = entities::Variants::Made::spellings;
  std::string source;  // for the comment at the top
};

/// Writes a watchlist that rasid reads, entity by entity: as a table for lists of any size, or as YAML to edit by hand.
/// A table holds either actors or places. Of two entities with one key the first is kept.
class WatchlistWriter {
 public:
  WatchlistWriter(std::ostream& out, Form form, Listing listing);

  /// False where it was not written: its key is there already, or a table holds the other kind.
  bool write(entities::Entity const& entity);
  void finish();

  [[nodiscard]] std::uint64_t written() const noexcept { return keys_.size(); }

 private:
  void begin(bool places);
  void write_row(entities::Entity const& entity);
  void write_yaml(entities::Entity const& entity);

  std::ostream& out_;
  Form form_;
  Listing listing_;
  std::unordered_set<std::string> keys_;
  std::vector<std::string> places_;  // YAML of places, which stand under a key of their own
  enum class Holds : std::uint8_t { nothing, actors, places } holds_ = Holds::nothing;
};

}  // namespace rasid::imports
