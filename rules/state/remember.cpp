#include "rules/state/remember.h"

#include <algorithm>

#include "rules/state/absent.h"
#include "rules/state/count.h"
#include "rules/state/first_seen.h"
#include "rules/state/sequence.h"
#include "rules/state/spike.h"

namespace rasid::rules::state {
namespace {

/// How much longer than it says a memory is kept: articles that were published while the daemon was down come later.
constexpr Duration slack{std::chrono::hours{48}};
/// A story that is confirmed is not doubted for so long.
constexpr Duration keep_confirmed{std::chrono::days{7}};
/// The key of a watch that keeps one memory for everything.
std::string const whole;

/// Takes one article into one memory.
class Taking {
 public:
  Taking(Around const& around, Event const& event, Context const& context, Recall const& recall)
      : around_(around), event_(event), context_(context), recall_(recall) {}

  Result<Outcome> run() {
    Result<> taken = std::visit([&](auto const& wanted) { return take(wanted); }, around_.remembering);
    if (taken && around_.confirm) taken = confirm(*around_.confirm);
    if (!taken) return std::unexpected(std::move(taken.error()));
    return std::move(out_);
  }

 private:
  Result<> take(std::monostate) {
    out_.verdicts.push_back({.kind = Verdict::Kind::raise});
    return {};
  }

  Result<> take(Count const& wanted) {
    return for_each_key(wanted.per, wanted.within, [&](Window& window, std::string const& key) {
      return count(wanted, window, key, event_, context_.lateness);
    });
  }

  Result<> take(Sequence const& wanted) {
    return for_each_key(wanted.per, wanted.within, [&](Window& window, std::string const& key) {
      return sequence(wanted, window, key, event_, context_.lateness);
    });
  }

  Result<> take(Spike const& wanted) {
    auto const known = recall_(whole);
    if (!known) return std::unexpected(known.error());
    Volume volume = Volume::read(known->value_or(""));
    out_.verdicts.push_back(spike(wanted, volume, event_, context_.since, context_.lateness));
    change(whole, volume.to_bytes(), !*known, kept(event_.at, wanted.baseline + wanted.over));
    return {};
  }

  Result<> take(Absent const& wanted) {
    auto const known = recall_(whole);
    if (!known) return std::unexpected(known.error());
    Quiet quiet = *known ? Quiet::read(**known) : Quiet{.since = context_.since};
    out_.verdicts.push_back(heard(wanted, quiet, event_));
    change(whole, quiet.to_bytes(), !*known, std::nullopt);
    out_.changes.back().due = quiet.due(wanted);
    return {};
  }

  /// Each value by itself; what is new among them is one alert.
  Result<> take(FirstSeen const& wanted) {
    std::vector<std::string> fresh;
    bool learning = false;
    bool repeated = false;
    for (std::string const& value : values_of(event_, wanted.what)) {
      auto const known = recall_(value);
      if (!known) return std::unexpected(known.error());
      Seen seen = Seen::read(known->value_or(""));
      Novelty const novelty = first_seen(wanted, seen, event_, context_.since);
      if (novelty == Novelty::fresh) fresh.push_back(value);
      learning |= novelty == Novelty::learning;
      repeated |= novelty == Novelty::repeated;
      if (novelty != Novelty::repeated) {
        change(value, seen.to_bytes(), !*known, kept(seen.last.value_or(event_.at), wanted.memory));
      }
    }
    if (fresh.empty()) {
      out_.verdicts.push_back(held(learning ? "learning" : repeated ? "repeated" : "known"));
      return {};
    }
    Verdict verdict{.kind = Verdict::Kind::raise, .cause = "first_seen " + event_.article};
    verdict.facts = {.kind = "first_seen",
                     .distinct = std::string(name_of(wanted.what)),
                     .observed = static_cast<double>(fresh.size()),
                     .needed = 1,
                     .from = event_.at - wanted.memory,
                     .to = event_.at,
                     .values = std::move(fresh)};
    out_.verdicts.push_back(std::move(verdict));
    return {};
  }

  Result<> confirm(Confirm const& wanted) {
    std::string const key = "story:" + event_.story;
    auto const known = recall_(key);
    if (!known) return std::unexpected(known.error());
    Window window = Window::read(known->value_or(""));
    out_.confirmation = state::confirm(wanted, window, event_, context_.lateness);
    change(key, window.to_bytes(), !*known, kept(event_.at, std::max(wanted.within, keep_confirmed)));
    return {};
  }

  template <class Judge>
  Result<> for_each_key(std::optional<Facet> const& per, Duration within, Judge judge) {
    std::vector<std::string> const values = per ? values_of(event_, *per) : std::vector{whole};
    if (values.empty()) out_.verdicts.push_back(held("none:" + std::string(name_of(*per))));
    for (std::string const& value : values) {
      std::string const key = key_of(per, value);
      auto const known = recall_(key);
      if (!known) return std::unexpected(known.error());
      Window window = Window::read(known->value_or(""));
      Verdict verdict = judge(window, key);
      bool const same = verdict.why == "late" || verdict.why == "repeated";
      out_.verdicts.push_back(std::move(verdict));
      if (!same) change(key, window.to_bytes(), !*known, kept(*window.newest(), within));
    }
    return {};
  }

  /// Until when a memory is needed whose newest article is of that time. Where articles come long after their own time
  /// (a slow publisher, a wrong year), so will the next: by their time alone it would be forgotten between two of them.
  [[nodiscard]] Timestamp kept(Timestamp newest, Duration length) const {
    return std::max(newest, context_.now) + length + context_.lateness + slack;
  }

  void change(std::string key, std::string bytes, bool fresh, std::optional<Timestamp> keep) {
    out_.changes.push_back({std::move(key), std::move(bytes), event_.at, keep, std::nullopt, fresh});
  }

  Around const& around_;
  Event const& event_;
  Context const& context_;
  Recall const& recall_;
  Outcome out_;
};

}  // namespace

Result<Outcome> remember(Around const& around, Event const& event, Context const& context, Recall const& recall) {
  return Taking(around, event, context, recall).run();
}

std::optional<Change> beginning(Around const& around, Timestamp now) {
  auto const* const absent = std::get_if<Absent>(&around.remembering);
  if (absent == nullptr) return std::nullopt;
  Quiet const quiet{.since = now};
  return Change{whole, quiet.to_bytes(), now, std::nullopt, quiet.due(*absent), true};
}

Outcome look(Around const& around, std::string const& key, std::string const& bytes, Timestamp now) {
  Outcome out;
  auto const* const absent = std::get_if<Absent>(&around.remembering);
  if (absent == nullptr) return out;
  Quiet quiet = Quiet::read(bytes);
  out.verdicts.push_back(silence(*absent, quiet, now));
  out.changes.push_back({key, quiet.to_bytes(), quiet.since, std::nullopt, quiet.due(*absent), false});
  return out;
}

}  // namespace rasid::rules::state
