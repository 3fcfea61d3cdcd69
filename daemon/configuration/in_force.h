#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/configuration/snapshot.h"

namespace rasid::configuration {

/// A configuration as the names of its parts, each with a digest of what it says: what two of them differ in, without
/// their secrets.
struct InForce {
  using Parts = std::map<std::string, std::string, std::less<>>;  // name → digest

  Parts settings;  // keys of rasid.yaml
  Parts feeds;
  Parts sinks;
  Parts actors;
  Parts watches;
  Parts places;  // one: all of them

  friend bool operator==(InForce const&, InForce const&) = default;
};

/// Linear in the configuration: some tens of milliseconds for a hundred thousand watches.
InForce in_force(Snapshot const& snapshot);

/// How one kind of parts changed; names ascending.
struct Change {
  std::string_view kind;  // "feed", "watch" …
  std::vector<std::string> added, removed, changed;

  [[nodiscard]] bool empty() const { return added.empty() && removed.empty() && changed.empty(); }
};

/// From one configuration to another: a Change for each kind that differs.
std::vector<Change> changes(InForce const& from, InForce const& to);

/// Whether a key of rasid.yaml takes effect at the next start only.
bool needs_restart(std::string_view key);

}  // namespace rasid::configuration
