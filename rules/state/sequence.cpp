#include "rules/state/sequence.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

namespace rasid::rules::state {
namespace {

/// One entry for each step.
using Chain = std::vector<std::size_t>;

/// Finds the tightest chain of steps through one entry.
class Search {
 public:
  Search(std::vector<Entry> const& entries, std::size_t steps, Duration within)
      : entries_(entries), steps_(steps), within_(within) {}

  [[nodiscard]] std::optional<Chain> through(std::size_t at) const {
    std::optional<Chain> best;
    for (std::size_t step = 0; step < steps_; ++step) {
      if (!is(at, step)) continue;
      Chain chain(steps_);
      chain[step] = at;
      if (!extend_back(chain, step) || !extend_on(chain, step)) continue;
      if (span(chain) > within_) continue;
      if (!best || span(chain) < span(*best)) best = std::move(chain);
    }
    return best;
  }

 private:
  [[nodiscard]] bool is(std::size_t entry, std::size_t step) const {
    return ((entries_[entry].steps >> step) & 1U) != 0;
  }
  /// The steps before, each as late as can be: no other choice begins later.
  bool extend_back(Chain& chain, std::size_t step) const {
    for (; step > 0; --step) {
      std::size_t at = chain[step];
      while (at > 0 && !is(at - 1, step - 1)) --at;
      if (at == 0) return false;
      chain[step - 1] = at - 1;
    }
    return true;
  }
  /// The steps after, each as early as can be.
  bool extend_on(Chain& chain, std::size_t step) const {
    for (; step + 1 < steps_; ++step) {
      std::size_t at = chain[step] + 1;
      while (at < entries_.size() && !is(at, step + 1)) ++at;
      if (at == entries_.size()) return false;
      chain[step + 1] = at;
    }
    return true;
  }
  [[nodiscard]] Duration span(Chain const& chain) const {
    return entries_[chain.back()].at - entries_[chain.front()].at;
  }

  std::vector<Entry> const& entries_;
  std::size_t steps_;
  Duration within_;
};

/// How many steps have an article so close to that time that they could be part of one sequence with it.
std::size_t steps_around(std::vector<Entry> const& entries, Timestamp time, Sequence const& sequence) {
  std::size_t const steps = sequence.steps.size();
  std::uint32_t all = 0;
  for (Entry const& entry : entries) {
    Duration const apart = entry.at - time;
    if (apart <= sequence.within && -apart <= sequence.within) all |= entry.steps;
  }
  return static_cast<std::size_t>(std::popcount(all & ((1U << steps) - 1)));
}

}  // namespace

Verdict sequence(Sequence const& sequence, Window& window, std::string const& key, Event const& event,
                 Duration lateness) {
  if (window.holds(event.article)) return held("repeated");
  if (window.is_late(event.at, lateness)) return held("late");
  std::size_t const steps = sequence.steps.size();
  std::size_t const at = window.add({event.at, event.article, event.steps, {}});
  auto const chain = Search(window.entries, steps, sequence.within).through(at);
  Verdict verdict{.why = fmt::format("sequence:{}/{}", steps_around(window.entries, event.at, sequence), steps)};
  if (chain) {
    Entry const& first = window.entries[chain->front()];
    Entry const& last = window.entries[chain->back()];
    bool const part =
        !window.cause.empty() && last.at >= window.told_from && last.at <= window.told_from + sequence.within;
    verdict.kind = part ? Verdict::Kind::again : Verdict::Kind::raise;
    if (!part) {
      window.cause = fmt::format("sequence {} {} {}", key, first.article, last.article);
      window.told_from = first.at;
    }
    verdict.cause = window.cause;
    verdict.facts = {.kind = "sequence",
                     .key = key,
                     .observed = static_cast<double>(steps),
                     .needed = static_cast<double>(steps),
                     .from = first.at,
                     .to = last.at,
                     .articles_total = steps};
    for (std::size_t step = 0; step < steps; ++step) {
      Entry const& entry = window.entries[(*chain)[step]];
      verdict.facts.articles.push_back({entry.article, entry.at, static_cast<std::uint32_t>(step + 1)});
    }
  }
  window.prune(sequence.within + lateness);
  return verdict;
}

}  // namespace rasid::rules::state
