#include "daemon/routing/silences.h"

#include "rules/condition.h"

namespace rasid::routing {

SilenceSet::SilenceSet(std::vector<store::Silence> silences, rules::Vocabulary const& vocabulary)
    : catalogue_(vocabulary.catalogue) {
  for (store::Silence& silence : silences) {
    Entry& entry = silences_.emplace_back(Entry{std::move(silence), std::nullopt});
    auto condition = Condition::compile(entry.silence.matcher, vocabulary);
    if (condition) {
      entry.condition = *std::move(condition);
    } else {
      broken_.emplace_back(entry.silence.id, condition.error().front().message);
    }
  }
}

store::Silence const* SilenceSet::muting(rules::Subject const& alert, Timestamp now) const {
  for (Entry const& entry : silences_) {
    if (entry.silence.active(now) && entry.condition && entry.condition->holds(alert)) return &entry.silence;
  }
  return nullptr;
}

std::vector<store::Silence> SilenceSet::all() const {
  std::vector<store::Silence> out;
  for (Entry const& entry : silences_) out.push_back(entry.silence);
  return out;
}

}  // namespace rasid::routing
