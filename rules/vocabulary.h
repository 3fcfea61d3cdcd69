#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "extractors/entities/catalogue.h"

namespace rasid::rules {

/// What a rule file may name: the actors and places that are known, and the ids of the configured feeds and sinks.
struct Vocabulary {
  std::shared_ptr<entities::Catalogue const> catalogue;  // never null; shared with the watches that are built from it
  std::set<std::string, std::less<>> feeds;
  std::set<std::string, std::less<>> sinks;
  /// Where conditions are about alerts (routes, silences): the ids that watch: may name; severity: may be asked too.
  std::optional<std::set<std::string, std::less<>>> watches = std::nullopt;

  /// The same catalogue, and the same ids.
  friend bool operator==(Vocabulary const&, Vocabulary const&) = default;
};

}  // namespace rasid::rules
