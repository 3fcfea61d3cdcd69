#pragma once

#include <memory>
#include <set>
#include <string>

#include "extractors/entities/catalogue.h"

namespace rasid::rules {

/// What a rule file may name: the actors and places that are known, and the ids of the configured feeds and sinks.
struct Vocabulary {
  std::shared_ptr<entities::Catalogue const> catalogue;  // never null; shared with the watches that are built from it
  std::set<std::string, std::less<>> feeds;
  std::set<std::string, std::less<>> sinks;

  /// The same catalogue, and the same ids.
  friend bool operator==(Vocabulary const&, Vocabulary const&) = default;
};

}  // namespace rasid::rules
