#include "daemon/sinks/outbox_round.h"

namespace rasid::sinks {

Result<OutboxRound> carry_out(OutboxPlan const& plan, store::Store& store) {
  if (!plan.ended.empty()) {
    if (auto recorded = store.record_attempts(plan.ended); !recorded) return std::unexpected(recorded.error());
  }
  OutboxRound round;
  auto const well = [&](auto const& result) {
    if (!result && !round.trouble) round.trouble = result.error();
    return result.has_value();
  };
  if (!plan.returned.empty() && !well(store.give_back(plan.returned))) return round;
  for (auto const& state : plan.switched) {
    if (!well(store.set_disabled(state))) return round;
  }
  for (auto const& state : plan.health) {
    if (!well(store.note_health(state))) return round;
  }
  if (plan.keep_dead_from) {
    auto const swept = store.sweep_deliveries(*plan.keep_delivered_from, *plan.keep_dead_from, sweep_at_once);
    if (!well(swept)) return round;
    round.swept = *swept;
  }
  auto const changes = store.changes_by_others();
  if (!well(changes)) return round;
  round.changes = *changes;
  if (round.changes != plan.known_changes) {
    auto states = store.sink_states();
    if (!well(states)) return round;
    round.states = *std::move(states);
    return round;
  }
  auto claim = store.claim_deliveries(plan.now, plan.lease_until, plan.wanted);
  if (well(claim)) round.claim = *std::move(claim);
  return round;
}

}  // namespace rasid::sinks
