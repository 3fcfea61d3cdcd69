#include "daemon/decide.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "daemon/alerts/payload.h"
#include "daemon/routing/place.h"

namespace rasid {
namespace {

/// Shown with an alert; payloads hold no more.
constexpr std::size_t most_sources = 20;
/// Beyond so many revisions only the number of feeds is news: a story that goes on for days is no flood.
constexpr std::uint32_t most_revisions_by_proof = 20;

/// Some of it was not proved by any article of the story before.
bool is_new(std::vector<std::uint32_t> const& proofs, store::KnownAlert const& known) {
  if (known.proofs.empty() || known.revision >= most_revisions_by_proof) return false;
  return !std::ranges::includes(known.proofs, proofs);
}

/// Why an alert that is known already is not raised by this article; nothing where it is, as the next revision.
std::optional<std::string> held_back(Findings const& findings, Alert const& alert, store::KnownAlert const& known) {
  if (findings.article.completion) return "completed";
  if (known.told_by) return known.evidence_told ? std::optional<std::string>("unchanged") : std::nullopt;
  if (is_new(alert.proofs, known)) return std::nullopt;
  bool const spreads = !known.feed_known && std::ranges::find(findings.joining.tell_feeds, known.feeds + 1) !=
                                                findings.joining.tell_feeds.end();
  return spreads ? std::nullopt : std::optional<std::string>("grouped");
}

/// The alert as its first or next revision, with who else carries it.
Result<Alert> told(store::Store& store, FeedId const& feed, Alert alert,
                   std::optional<store::KnownAlert> const& known) {
  std::vector<alerts::Source> others;
  if (known) {
    std::vector<std::uint32_t> all;
    std::ranges::set_union(known->proofs, alert.proofs, std::back_inserter(all));
    alert.proofs = std::move(all);
    Result<std::vector<store::AlertSource>> carriers = store.alert_sources(alert.id, most_sources);
    if (!carriers) return std::unexpected(std::move(carriers.error()));
    for (store::AlertSource& each : *carriers) {
      if (each.feed != feed) others.push_back({std::move(each.feed), std::move(each.url), std::move(each.title)});
    }
  }
  std::uint32_t const revision = known ? known->revision + 1 : 1;
  std::uint32_t const feeds = known ? known->feeds + (known->feed_known ? 0 : 1) : 1;
  return alerts::as_told(std::move(alert), revision, feeds, others);
}

/// The story that the article belongs to, by what is remembered of others.
Result<store::StoryPlace> place_of(store::Store& store, Findings const& findings) {
  store::StoryPlace own{findings.story, 0};
  if (findings.traits.empty() || !findings.article.told_as.empty()) return own;
  Result<std::optional<store::StoryPlace>> found = store.find_story(findings.traits, findings.joining);
  if (!found) return std::unexpected(std::move(found.error()));
  return *found ? **std::move(found) : own;
}

}  // namespace

Result<Decision> decide(store::Store& store, Findings const& findings, routing::Policies const& policies) {
  Result<store::StoryPlace> const place = place_of(store, findings);
  if (!place) return std::unexpected(place.error());
  store::HandledArticle handled{.article = findings.article,
                                .story = place->story,
                                .mentions = findings.mentions,
                                .names = findings.names,
                                .page_after = findings.page_after,
                                .traits = findings.traits,
                                .joining = findings.joining,
                                .copy_of = place->copy_of};
  for (Alert const& found : findings.alerts) {
    Alert alert = found;
    if (alert.story != place->story) {
      alert.story = place->story;
      alert.id = alert_id(alert.watch, alert.story);
    }
    Result<std::optional<store::KnownAlert>> const known = store.find_alert(alert, findings.article.feed);
    if (!known) return std::unexpected(known.error());
    std::optional<std::string> const reason = *known ? held_back(findings, alert, **known) : std::nullopt;
    if (reason) {
      handled.suppressions.push_back({alert.watch, handled.article.id, *reason, alert.id});
    } else if (!alert.silence.empty()) {
      handled.suppressions.push_back({alert.watch, handled.article.id, "silenced:" + alert.silence, {}});
      handled.silenced.push_back(std::move(alert));
    } else if (!*known && found.story == place->story) {
      handled.alerts.push_back(std::move(alert));  // as it was rendered
    } else {
      Result<Alert> revised = told(store, findings.article.feed, std::move(alert), *known);
      if (!revised) return std::unexpected(std::move(revised.error()));
      handled.alerts.push_back(*std::move(revised));
    }
  }
  for (Alert& alert : handled.alerts) {
    if (Result<> placed = routing::place(alert, policies, store.routing()); !placed) {
      return std::unexpected(placed.error());
    }
  }
  Result<bool> const stored = store.finish_article(handled);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return Decision{};
  return Decision{true, std::move(handled.alerts), std::move(handled.suppressions)};
}

}  // namespace rasid
