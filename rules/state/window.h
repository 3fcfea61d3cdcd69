#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/state/state_bytes.h"
#include "rules/state/verdict.h"

namespace rasid::rules::state {

/// Articles that one window keeps at most; of more the oldest are dropped.
inline constexpr std::size_t most_entries = 1'024;

/// An article that counts.
struct Entry {
  Timestamp at{};
  std::string article;
  std::uint32_t steps = 0;            // of a sequence
  std::vector<std::uint64_t> values;  // what it counts for, by hash

  friend bool operator==(Entry const&, Entry const&) = default;
};

/// The articles of the last while, in the order of their own time, and what was told last.
struct Window {
  std::vector<Entry> entries;
  std::string cause;  // of the alert that this window is part of; empty where none is
  Timestamp told_from{};
  Timestamp told_to{};

  /// The time of the latest article; nothing where there is none.
  [[nodiscard]] std::optional<Timestamp> newest() const;
  [[nodiscard]] bool holds(std::string_view article) const;
  /// True where an article of that time comes later than is waited for.
  [[nodiscard]] bool is_late(Timestamp at, Duration lateness) const;
  /// Puts it at its place, behind those of the same time; where that is.
  std::size_t add(Entry entry);
  /// Drops what is older than `keep` before the newest, and what is too much.
  void prune(Duration keep);

  [[nodiscard]] std::string to_bytes() const;
  /// Empty where the bytes are none of ours.
  static Window read(std::string_view bytes);

  void write(StateWriter& writer) const;
  static Window read(StateReader& reader);
};

/// The entries as an alert names them: the latest, ascending.
void name_articles(std::vector<Entry> const& entries, std::size_t from, std::size_t to, Facts& facts);

}  // namespace rasid::rules::state
