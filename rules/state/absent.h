#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/state/event.h"
#include "rules/state/verdict.h"

namespace rasid::rules::state {

/// Since when nothing has come.
struct Quiet {
  Timestamp since{};    // the time of the last article, or when the watch began
  std::string article;  // the last one; empty where none has come yet
  bool told = false;

  /// When the silence has lasted long enough; nothing where it was told already.
  [[nodiscard]] std::optional<Timestamp> due(Absent const& absent) const;

  [[nodiscard]] std::string to_bytes() const;
  static Quiet read(std::string_view bytes);
};

/// An article ends the silence.
Verdict heard(Absent const& absent, Quiet& quiet, Event const& event);
/// The silence has lasted until `now`: told once, and not again before an article has come.
Verdict silence(Absent const& absent, Quiet& quiet, Timestamp now);

}  // namespace rasid::rules::state
