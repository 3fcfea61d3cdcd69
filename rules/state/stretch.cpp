#include "rules/state/stretch.h"

#include <unordered_map>

namespace rasid::rules::state {
namespace {

/// How many different values a stretch of entries has.
class Distinct {
 public:
  void add(Entry const& entry) {
    for (std::uint64_t const value : entry.values) ++seen_[value];
  }
  void remove(Entry const& entry) {
    for (std::uint64_t const value : entry.values) {
      auto const found = seen_.find(value);
      if (--found->second == 0) seen_.erase(found);
    }
  }
  [[nodiscard]] std::size_t size() const { return seen_.size(); }

 private:
  std::unordered_map<std::uint64_t, std::uint32_t> seen_;
};

}  // namespace

Stretch best_stretch(std::vector<Entry> const& entries, std::size_t at, Duration within) {
  Stretch best;
  Distinct distinct;
  std::size_t from = at;
  while (from > 0 && entries[at].at - entries[from - 1].at <= within) --from;
  std::size_t to = from;
  for (; from <= at; ++from) {
    for (; to < entries.size() && entries[to].at - entries[from].at <= within; ++to) distinct.add(entries[to]);
    if (distinct.size() > best.distinct) best = {from, to, distinct.size()};
    distinct.remove(entries[from]);
  }
  return best;
}

}  // namespace rasid::rules::state
