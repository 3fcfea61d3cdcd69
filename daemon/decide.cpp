#include "daemon/decide.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/alerts/payload.h"
#include "daemon/configuration/watch_message.h"
#include "daemon/routing/place.h"

namespace rasid {
namespace {

namespace state = rules::state;

/// Shown with an alert; payloads hold no more.
constexpr std::size_t most_sources = 20;
/// Beyond so many revisions only the number of feeds is news: a story that goes on for days is no flood.
constexpr std::uint32_t most_revisions_by_proof = 20;

/// Some of it was not proved by any article of the story before.
bool is_new(std::vector<std::uint32_t> const& proofs, store::KnownAlert const& known) {
  if (known.proofs.empty() || known.revision >= most_revisions_by_proof) return false;
  return !std::ranges::includes(known.proofs, proofs);
}

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

/// The story that the article belongs to, by what is remembered of others.
Result<store::StoryPlace> place_of(store::Store& store, Findings const& findings) {
  store::StoryPlace own{findings.story, 0};
  if (findings.traits.empty() || !findings.article.told_as.empty()) return own;
  Result<std::optional<store::StoryPlace>> found = store.find_story(findings.traits, findings.joining);
  if (!found) return std::unexpected(std::move(found.error()));
  return *found ? **std::move(found) : own;
}

/// Decides about the alerts of one article, whose story is found.
class Deciding {
 public:
  Deciding(store::Store& store, Findings const& findings, store::StoryPlace const& place)
      : store_(store),
        findings_(findings),
        handled_{.article = findings.article,
                 .story = place.story,
                 .mentions = findings.mentions,
                 .names = findings.names,
                 .page_after = findings.page_after,
                 .traits = findings.traits,
                 .joining = findings.joining,
                 .copy_of = place.copy_of} {}

  Result<store::HandledArticle> run() {
    for (Alert alert : findings_.alerts) {
      if (alert.story != handled_.story) {
        alert.story = handled_.story;
        alert.id = alert_id(alert.watch, alert.story);
      }
      auto const watch = std::ranges::find(findings_.surrounded, alert.watch, &Surrounded::watch);
      bool const plain = watch == findings_.surrounded.end();
      Result<> const done = plain ? tell(std::move(alert), nullptr, {}) : ask(std::move(alert), *watch);
      if (!done) return std::unexpected(done.error());
    }
    return std::move(handled_);
  }

 private:
  /// What a watch's memory has found, for the alert's text; nothing of a watch without one.
  struct Found {
    std::optional<state::Verdict> verdict;
    std::optional<state::Confirmation> confirmation;
  };

  /// What stands around the watch's condition has its say first.
  Result<> ask(Alert alert, Surrounded const& watch) {
    rules::Around const& around = *watch.around;
    alert.wait = around.group.wait;
    state::Event event = watch.event;
    event.story = handled_.story.value;
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
    auto outcome = state::remember(around, event, {memory->since, findings_.lateness, alert.decided}, recall);
    if (!outcome) return std::unexpected(outcome.error());
    return Looked{*memory, *std::move(outcome)};
  }

  Result<> tell(Alert alert, rules::Around const* around, Found const& found) {
    Result<std::optional<store::KnownAlert>> const known = store_.find_alert(alert, findings_.article.feed);
    if (!known) return std::unexpected(known.error());
    if (auto const reason = *known ? held_back(alert, **known, around, found) : std::nullopt) {
      suppress(alert.watch, *reason, alert.id);
      return {};
    }
    if (auto const reason = around != nullptr ? out_of_time(*around, alert.decided) : std::nullopt) {
      suppress(alert.watch, *reason, {});
      return {};
    }
    if (!alert.silence.empty()) suppress(alert.watch, "silenced:" + alert.silence, {});
    auto& told = alert.silence.empty() ? handled_.alerts : handled_.silenced;
    auto spoken = with_what_is_known(std::move(alert), *known);
    if (spoken && around != nullptr) spoken = with_what_was_found(*std::move(spoken), *around, found);
    if (!spoken) return std::unexpected(spoken.error());
    told.push_back(*std::move(spoken));
    return {};
  }

  /// Why an alert that is known already is not raised by this article; nothing where it is, as the next revision.
  [[nodiscard]] std::optional<std::string> held_back(Alert const& alert, store::KnownAlert const& known,
                                                     rules::Around const* around, Found const& found) const {
    if (findings_.article.completion) return "completed";
    if (found.confirmation && found.confirmation->just_now) return std::nullopt;
    if (known.told_by) return known.evidence_told ? std::optional<std::string>("unchanged") : std::nullopt;
    // What is one alert for another reason than its story is told again by the clock alone.
    if (alert.id == alert_id(alert.watch, alert.story)) {
      if (is_new(alert.proofs, known)) return std::nullopt;
      auto const& tell_feeds = findings_.joining.tell_feeds;
      bool const spreads = !known.feed_known && std::ranges::find(tell_feeds, known.feeds + 1) != tell_feeds.end();
      if (spreads) return std::nullopt;
    }
    bool const repeats =
        around != nullptr && around->group.repeat && alert.decided - known.told >= *around->group.repeat;
    return repeats ? std::nullopt : std::optional<std::string>("grouped");
  }

  /// The alert as its first or next revision, with who else carries it. As it was rendered where that says all.
  Result<Alert> with_what_is_known(Alert alert, std::optional<store::KnownAlert> const& known) {
    bool const as_rendered = !known && alert.id == alert_id(alert.watch, findings_.story);
    if (as_rendered) return alert;
    std::vector<alerts::Source> others;
    if (known) {
      std::vector<std::uint32_t> all;
      std::ranges::set_union(known->proofs, alert.proofs, std::back_inserter(all));
      alert.proofs = std::move(all);
      Result<std::vector<store::AlertSource>> carriers = store_.alert_sources(alert.id, most_sources);
      if (!carriers) return std::unexpected(std::move(carriers.error()));
      for (store::AlertSource& each : *carriers) {
        if (each.feed == findings_.article.feed) continue;
        others.push_back({std::move(each.feed), std::move(each.url), std::move(each.title)});
      }
    }
    std::uint32_t const revision = known ? known->revision + 1 : 1;
    std::uint32_t const feeds = known ? known->feeds + (known->feed_known ? 0 : 1) : 1;
    return alerts::as_told(std::move(alert), revision, feeds, others);
  }

  Result<Alert> with_what_was_found(Alert alert, rules::Around const& around, Found const& found) {
    alerts::Amendment amendment;
    if (found.verdict && !found.verdict->facts.kind.empty()) {
      amendment.facts = found.verdict->facts;
      auto articles = cause_articles(store_.memory(), *amendment.facts);
      if (!articles) return std::unexpected(std::move(articles.error()));
      amendment.articles = *std::move(articles);
    }
    if (found.confirmation) {
      amendment.confirmation = found.confirmation;
      amendment.note = around.confirm->note;
      if (!found.confirmation->confirmed) alert.severity = std::min(alert.severity, around.confirm->otherwise);
    }
    if (amendment.facts || amendment.confirmation) alert = alerts::amended(std::move(alert), amendment);
    return around.text.empty() ? alert : configuration::with_message(std::move(alert), around.text);
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
    if (found == named->end()) continue;  // swept meanwhile
    out.push_back({found->id, found->feed, found->url, found->title, each.at, each.step});
  }
  return out;
}

store::MemoryPart memory_part(store::WatchMemory const& memory, state::Change change) {
  return {memory.row, std::move(change.key), std::move(change.bytes), change.touched, change.keep,
          change.due, change.fresh};
}

Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies) {
  Result<store::StoryPlace> const place = place_of(store, findings);
  if (!place) return std::unexpected(place.error());
  Result<store::HandledArticle> handled = Deciding(store, findings, *place).run();
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
