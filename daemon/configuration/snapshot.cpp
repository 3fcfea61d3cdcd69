#include "daemon/configuration/snapshot.h"

#include <algorithm>
#include <iterator>

#include "daemon/configuration/check_watches.h"
#include "daemon/configuration/read_routes.h"
#include "daemon/configuration/read_settings.h"
#include "extractors/entities/load_catalogue.h"

namespace rasid::configuration {

FeedSettings const* Snapshot::feed(FeedId const& id) const {
  auto const found = feed_index.find(id);
  return found == feed_index.end() ? nullptr : &feeds[found->second];
}

Loaded load_snapshot(std::filesystem::path const& folder, Adjust const& adjust, Snapshot const* previous) {
  Loaded loaded;
  Settings settings = read_settings(folder, loaded.problems);
  bool usable = !has_errors(loaded.problems);
  std::vector<FeedSettings> feeds = read_feeds(folder, loaded.problems);

  auto catalogue = entities::load_catalogue(folder);
  if (!catalogue) {
    std::ranges::move(catalogue.error(), std::back_inserter(loaded.problems));
    usable = false;
    // Without names every watch would seem wrong: those are read when the lists are mended.
    catalogue = std::make_shared<entities::Catalogue const>();
  }

  // Compiled watches refer to their catalogue: they can stay only where it is the very same.
  if (previous != nullptr && std::ranges::equal((*catalogue)->all(), previous->extractors.catalogue().all())) {
    *catalogue = previous->extractors.shared_catalogue();
  }

  rules::Vocabulary vocabulary{*catalogue, {}, {}};
  for (FeedSettings const& feed : feeds) vocabulary.feeds.insert(feed.id.value);
  if (adjust) adjust(settings, feeds);
  for (FeedSettings const& feed : feeds) vocabulary.feeds.insert(feed.id.value);
  for (SinkSettings const& sink : settings.sinks) vocabulary.sinks.insert(sink.id.value);
  rules::LoadResult watches;
  if (usable)
    watches = rules::load_watches(folder / "rules.d", vocabulary,
                                  previous != nullptr ? previous->watches : rules::WatchSet{});
  std::ranges::move(watches.diagnostics, std::back_inserter(loaded.problems));
  std::ranges::move(check_watches(watches.watches, SystemClock().now()), std::back_inserter(loaded.problems));
  if (!usable) return loaded;

  rules::Vocabulary about_alerts = vocabulary;
  about_alerts.watches =
      std::set<std::string, std::less<>>{"feed_failing"};  // its own, about feeds (daemon/feed_health.h)
  for (rules::Watch const& watch : watches.watches.watches()) about_alerts.watches->insert(watch.id.value);
  auto routes = compile_routes(settings.routes, about_alerts, loaded.problems);
  if (!routes) return loaded;
  auto policies = std::make_shared<routing::Policies>();
  for (SinkSettings const& sink : settings.sinks) {
    if (!sink.policy.empty()) policies->emplace(sink.id, sink.policy);
  }

  auto snapshot = std::make_shared<Snapshot>(Snapshot{.folder = folder,
                                                      .settings = std::move(settings),
                                                      .feeds = std::move(feeds),
                                                      .feed_index = {},
                                                      .extractors = Extractors(*catalogue),
                                                      .watches = std::move(watches.watches),
                                                      .about_alerts = std::move(about_alerts),
                                                      .routes = *std::move(routes),
                                                      .policies = std::move(policies)});
  for (std::size_t i = 0; i < snapshot->feeds.size(); ++i) snapshot->feed_index.emplace(snapshot->feeds[i].id, i);
  loaded.snapshot = std::move(snapshot);
  return loaded;
}

}  // namespace rasid::configuration
