#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "rules/state/event.h"
#include "rules/state/verdict.h"

namespace rasid::rules::state {

/// When one value was seen last.
struct Seen {
  std::optional<Timestamp> last;
  std::string article;  // the one then

  [[nodiscard]] std::string to_bytes() const;
  static Seen read(std::string_view bytes);
};

/// What an article says of one value: whether it is new. `since` is when the watch began to remember.
enum class Novelty : std::uint8_t { fresh, known, learning, repeated };
Novelty first_seen(FirstSeen const& wanted, Seen& seen, Event const& event, Timestamp since);

}  // namespace rasid::rules::state
