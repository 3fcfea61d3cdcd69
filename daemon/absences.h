#pragma once

#include "daemon/configuration/snapshot.h"
#include "daemon/decide.h"
#include "daemon/routing/silences.h"

namespace rasid {

/// What was told because nothing came.
struct AbsenceRound {
  std::vector<Alert> alerts;
  std::vector<store::Suppression> suppressions;
  std::optional<Timestamp> next_due;
};

/// Tells of watches with absent: whose silence has lasted long enough. It counts only where their feeds were read after
/// its end and what they brought is handled: a daemon that was down, or a feed that fails, is no silence, and is looked
/// at again later. On the store's thread, in one batch; bounded; safe to repeat after a crash at any line, since what
/// is told is noted in the memory by the same commit.
Result<AbsenceRound> tell_absences(store::Store& store, configuration::Snapshot const& snapshot, Timestamp now,
                                   routing::SilenceSet const& silences = {});

/// The watches of a configuration that remember, for MemoryStore::take_over().
std::vector<store::RememberingWatch> remembering_watches(rules::WatchSet const& watches, Timestamp now);

}  // namespace rasid
