#include "rules/event_of.h"

#include <algorithm>

#include "rules/evaluation.h"

namespace rasid::rules {
namespace {

void add(std::vector<std::string>& to, std::string const& value) {
  if (!value.empty() && std::ranges::find(to, value) == to.end()) to.push_back(value);
}

/// Bit i is set where the sequence's condition i holds.
std::uint32_t steps_of(WatchSet const& watches, Watch const& watch, text::Document const& document,
                       std::vector<Mention> const& mentions, Article const& article) {
  if (!std::holds_alternative<Sequence>(watch.around->remembering)) return 0;
  DocumentIndex const index(document);
  Subject const subject{document, index, mentions, article, *watches.catalogue()};
  Evaluation evaluation(watches.matcher()->terms(), subject);
  std::uint32_t steps = 0;
  std::uint32_t step = 1;
  each_child(watches.condition(watch), [&](Expression condition) {
    if (evaluation.holds(condition)) steps |= step;
    step <<= 1U;
    return true;
  });
  return steps;
}

}  // namespace

state::Event event_of(WatchSet const& watches, Watch const& watch, Match const& match, text::Document const& document,
                      std::vector<Mention> const& mentions, Article const& article) {
  entities::Catalogue const& catalogue = *watches.catalogue();
  state::Event event{
      .at = article.time(), .article = article.id.value, .feed = article.feed.value, .author = article.author};
  auto const take = [&](Mention const& mention, bool places) {
    entities::Entity const& entity = catalogue[mention.entity];
    if ((entity.kind == EntityKind::place) == places) add(places ? event.places : event.actors, entity.key);
  };
  for (bool const places : {false, true}) {
    for (Evidence const& each : match.evidence) {
      if (each.mention >= 0) take(mentions[static_cast<std::size_t>(each.mention)], places);
    }
    if (!(places ? event.places : event.actors).empty()) continue;
    for (Mention const& mention : mentions) take(mention, places);
  }
  for (Mention const& mention : mentions) {
    entities::Entity const& entity = catalogue[mention.entity];
    bool const counts =
        entity.kind == EntityKind::place && std::ranges::find(event.places, entity.key) != event.places.end();
    if (counts) add(event.countries, entity.country);
  }
  event.steps = steps_of(watches, watch, document, mentions, article);
  return event;
}

}  // namespace rasid::rules
