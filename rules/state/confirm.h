#pragma once

#include "rules/state/event.h"
#include "rules/state/window.h"

namespace rasid::rules::state {

/// How far a story is confirmed.
struct Confirmation {
  std::uint32_t feeds = 0;  // that carry it
  std::uint32_t needed = 0;
  bool confirmed = false;
  bool just_now = false;  // by this very article

  friend bool operator==(Confirmation const&, Confirmation const&) = default;
};

/// Notes a feed that carries the story. Once confirmed it stays so.
Confirmation confirm(Confirm const& wanted, Window& window, Event const& event, Duration lateness);

}  // namespace rasid::rules::state
