#include "daemon/decide.h"

#include <algorithm>
#include <utility>

#include "daemon/alerts/payload.h"
#include "daemon/configuration/watch_message.h"
#include "daemon/routing/place.h"

namespace rasid {
namespace {

namespace state = rules::state;

/// Why nobody is told of this watch at that moment; nothing where they may be.
std::optional<std::string> out_of_time(rules::Around const& around, Timestamp now) {
  if (around.until && now >= *around.until) return "until";
  if (around.hours && !around.hours->end_of(now)) return "hours";
  return std::nullopt;
}

/// What an alert of a plain or confirmed watch is for ever known by.
AlertId group_id(Alert const& alert, rules::Grouping const& group, state::Event const& event) {
  using rules::Facet;
  if (group.by == Facet::watch) return alert_id(alert.watch, std::string("watch"));
  std::vector<std::string> const values = state::values_of(event, group.by);
  if (group.by == Facet::story || values.empty()) return alert_id(alert.watch, alert.story);
  return alert_id(alert.watch, state::key_of(group.by, values.front()));
}

/// Decides about one article.
class Deciding {
 public:
  Deciding(store::Store& store, Findings const& findings) : store_(store), findings_(findings) {
    handled_.article = findings.article;
    handled_.story = findings.story;
    handled_.mentions = findings.mentions;
    handled_.page_after = findings.page_after;
  }

  Result<store::HandledArticle> run() {
    for (Alert const& alert : findings_.alerts) {
      auto const found = std::ranges::find(findings_.surrounded, alert.watch, &Surrounded::watch);
      Result<> const done = found == findings_.surrounded.end() ? tell(alert, nullptr, {}) : ask(alert, *found);
      if (!done) return std::unexpected(done.error());
    }
    return std::move(handled_);
  }

 private:
  /// What stands around the watch's condition has its say first.
  Result<> ask(Alert alert, Surrounded const& watch) {
    rules::Around const& around = *watch.around;
    alert.wait = around.group.wait;
    state::Event event = watch.event;
    event.story = findings_.story.value;
    if (!around.remembers()) {
      alert.id = group_id(alert, around.group, event);
      return tell(std::move(alert), &around, {});
    }
    auto asked = watch.looked ? Result<Looked>(*watch.looked) : remembered(alert, around, event);
    if (!asked) return std::unexpected(asked.error());
    auto& [memory, outcome] = *asked;
    for (state::Change& change : outcome.changes) handled_.memories.push_back(memory_part(memory, std::move(change)));
    for (state::Verdict const& verdict : outcome.verdicts) {
      if (verdict.kind == state::Verdict::Kind::held) {
        suppress(alert.watch, verdict.why, {});
        continue;
      }
      Alert one = alert;
      one.id = verdict.cause.empty() ? group_id(alert, around.group, event) : alert_id(alert.watch, verdict.cause);
      if (Result<> told = tell(std::move(one), &around, {verdict, outcome.confirmation}); !told) return told;
    }
    return {};
  }

  Result<Looked> remembered(Alert const& alert, rules::Around const& around, state::Event const& event) {
    auto const memory = store_.memory().memory_of(alert.watch, around.digest, alert.decided);
    if (!memory) return std::unexpected(memory.error());
    auto const recall = [&](std::string const& key) { return store_.memory().recall(*memory, key); };
    auto outcome = state::remember(around, event, {memory->since, findings_.lateness}, recall);
    if (!outcome) return std::unexpected(outcome.error());
    return Looked{*memory, *std::move(outcome)};
  }

  /// What the memory has found, for the alert's text; nothing of a watch without one.
  struct Found {
    std::optional<state::Verdict> verdict;
    std::optional<state::Confirmation> confirmation;
  };

  Result<> tell(Alert alert, rules::Around const* around, Found const& found) {
    Result<std::optional<store::KnownAlert>> const known = store_.find_alert(alert.id, alert.evidence);
    if (!known) return std::unexpected(known.error());
    if (*known) {
      if (auto const reason = held_back(alert, **known, around, found)) {
        suppress(alert.watch, *reason, alert.id);
        return {};
      }
      alert.revision = (*known)->revision + 1;
    }
    if (auto const reason = around != nullptr ? out_of_time(*around, alert.decided) : std::nullopt) {
      suppress(alert.watch, *reason, {});
      return {};
    }
    if (Result<> spoken = amend(alert, around, found); !spoken) return spoken;
    if (!alert.silence.empty()) {
      suppress(alert.watch, "silenced:" + alert.silence, {});
      handled_.silenced.push_back(std::move(alert));
    } else {
      handled_.alerts.push_back(std::move(alert));
    }
    return {};
  }

  /// Why an alert that is known already is not raised by this article; nothing where it is, as the next revision.
  [[nodiscard]] std::optional<std::string> held_back(Alert const& alert, store::KnownAlert const& known,
                                                     rules::Around const* around, Found const& found) const {
    if (findings_.article.completion) return "completed";
    if (found.confirmation && found.confirmation->just_now) return std::nullopt;
    if (findings_.article.revision > 1)
      return known.evidence_told ? std::optional<std::string>("unchanged") : std::nullopt;
    bool const repeats =
        around != nullptr && around->group.repeat && alert.decided - known.told >= *around->group.repeat;
    return repeats ? std::nullopt : std::optional<std::string>("grouped");
  }

  /// Puts into the payload what was not known when it was rendered.
  Result<> amend(Alert& alert, rules::Around const* around, Found const& found) {
    alerts::Amendment amendment;
    if (found.verdict && !found.verdict->facts.kind.empty()) {
      amendment.facts = found.verdict->facts;
      auto articles = cause_articles(store_.memory(), *amendment.facts);
      if (!articles) return std::unexpected(articles.error());
      amendment.articles = *std::move(articles);
    }
    if (found.confirmation) {
      amendment.confirmation = found.confirmation;
      amendment.note = around->confirm->note;
      if (!found.confirmation->confirmed) alert.severity = std::min(alert.severity, around->confirm->otherwise);
    }
    bool const plain = around == nullptr && alert.revision == 1;
    if (!plain) alert = alerts::amended(std::move(alert), amendment);
    if (around != nullptr && !around->text.empty()) {
      alert = configuration::with_message(std::move(alert), around->text);
    }
    return {};
  }

  void suppress(WatchId const& watch, std::string reason, AlertId const& into) {
    handled_.suppressions.push_back({watch, findings_.article.id, std::move(reason), into});
  }

  store::Store& store_;
  Findings const& findings_;
  store::HandledArticle handled_;
};

}  // namespace

Result<std::vector<alerts::CauseArticle>> cause_articles(store::MemoryStore& memory, rules::state::Facts const& facts) {
  std::vector<std::string> ids;
  for (state::Counted const& each : facts.articles) ids.push_back(each.article);
  auto const named = memory.named(ids);
  if (!named) return std::unexpected(named.error());
  std::vector<alerts::CauseArticle> out;
  for (state::Counted const& each : facts.articles) {
    auto const found = std::ranges::find(*named, each.article, [](auto const& article) { return article.id.value; });
    if (found == named->end()) continue;
    out.push_back({found->id, found->feed, found->url, found->title, each.at, each.step});
  }
  return out;
}

store::MemoryPart memory_part(store::WatchMemory const& memory, state::Change change) {
  return {memory.row, std::move(change.key), std::move(change.bytes), change.touched, change.keep,
          change.due, change.fresh};
}

Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies) {
  Result<store::HandledArticle> handled = Deciding(store, findings).run();
  if (!handled) return std::unexpected(handled.error());
  for (Alert& alert : handled->alerts) {
    if (Result<> placed = routing::place(alert, policies, store.routing()); !placed) {
      return std::unexpected(placed.error());
    }
  }
  Result<bool> const stored = store.finish_article(*handled);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return Decision{};
  return Decision{true, std::move(handled->alerts), std::move(handled->suppressions)};
}

}  // namespace rasid
