#pragma once

#include <memory>
#include <string>
#include <vector>

#include "daemon/routing/condition.h"
#include "daemon/store/routing.h"

namespace rasid::routing {

/// The silences that have not ended, compiled. Immutable; muting() may run on many threads at once.
class SilenceSet {
 public:
  /// One whose condition means nothing in this vocabulary (its watch is gone) mutes nothing, and is among broken().
  SilenceSet(std::vector<store::Silence> silences, rules::Vocabulary const& vocabulary);
  SilenceSet() = default;

  [[nodiscard]] bool empty() const noexcept { return silences_.empty(); }
  /// The first that mutes the alert at that moment, or nullptr.
  [[nodiscard]] store::Silence const* muting(rules::Subject const& alert, Timestamp now) const;

  /// The same compiled for another catalogue, where it is not this one's.
  [[nodiscard]] bool fits(rules::Vocabulary const& vocabulary) const { return vocabulary.catalogue == catalogue_; }
  [[nodiscard]] std::vector<store::Silence> all() const;
  /// Ids with what is wrong.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> const& broken() const noexcept { return broken_; }

 private:
  struct Entry {
    store::Silence silence;
    std::optional<Condition> condition;
  };
  std::vector<Entry> silences_;
  std::vector<std::pair<std::string, std::string>> broken_;
  std::shared_ptr<entities::Catalogue const> catalogue_;
};

}  // namespace rasid::routing
