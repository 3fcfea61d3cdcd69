#include "daemon/configuration/snapshot.h"

#include <algorithm>
#include <iterator>

#include "daemon/configuration/check_watches.h"
#include "daemon/configuration/gazetteer_file.h"
#include "daemon/configuration/read_routes.h"
#include "daemon/configuration/read_settings.h"
#include "extractors/entities/load_catalogue.h"
#include "extractors/tagger/model.h"

namespace rasid::configuration {
namespace {

/// The compiled gazetteer in force; the same object as before where its file is the same. One that cannot be used is a
/// warning: the listed places are known without it.
std::shared_ptr<gazetteer::Gazetteer const> open_gazetteer(std::filesystem::path const& folder,
                                                           Snapshot const* previous, Diagnostics& problems) {
  auto const file = gazetteer_file(folder);
  if (!file) return nullptr;
  auto opened = gazetteer::Gazetteer::open(*file);
  if (!opened) {
    problems.push_back({.severity = Diagnostic::Severity::warning,
                        .file = file->string(),
                        .message = opened.error().code.message(),
                        .remedy = "until then only the places of watchlists/ and gazetteer/ are known"});
    return nullptr;
  }
  auto const* const known = previous == nullptr ? nullptr : previous->extractors.catalogue().gazetteer();
  bool const same =
      known != nullptr && known->checksum() == (*opened)->checksum() && known->bytes() == (*opened)->bytes();
  return same ? previous->extractors.catalogue().shared_gazetteer() : *std::move(opened);
}

}  // namespace

FeedSettings const* Snapshot::feed(FeedId const& id) const {
  auto const found = feed_index.find(id);
  return found == feed_index.end() ? nullptr : &feeds[found->second];
}

namespace {

/// The tagger's model, which finds names that are on no list. A configuration may do without.
std::shared_ptr<tagger::Model const> read_tagger(std::filesystem::path const& folder, Diagnostics& problems) {
  std::filesystem::path const file = std::filesystem::path("tagger") / "names.model";
  std::error_code ignored;
  if (!std::filesystem::exists(folder / file, ignored)) return nullptr;
  if (auto model = tagger::Model::read(folder / file)) return std::make_shared<tagger::Model const>(*std::move(model));
  problems.push_back({.severity = Diagnostic::Severity::warning,
                      .file = file.string(),
                      .message = "is no model of this version; names that are on no list will not be found",
                      .remedy = "take the file that came with this version, or remove it"});
  return nullptr;
}

}  // namespace

Extraction Snapshot::extract(Article const& article) const {
  FeedSettings const* const from = feed(article.feed);
  return extractors.extract(article, from == nullptr ? std::string_view{} : std::string_view(from->country));
}

Loaded load_snapshot(std::filesystem::path const& folder, Adjust const& adjust, Snapshot const* previous) {
  Loaded loaded;
  Settings settings = read_settings(folder, loaded.problems);
  bool usable = !has_errors(loaded.problems);
  std::vector<FeedSettings> feeds = read_feeds(folder, loaded.problems);

  auto catalogue = entities::load_catalogue(folder, open_gazetteer(folder, previous, loaded.problems));
  if (!catalogue) {
    std::ranges::move(catalogue.error(), std::back_inserter(loaded.problems));
    usable = false;
    // Without names every watch would seem wrong: those are read when the lists are mended.
    catalogue = std::make_shared<entities::Catalogue const>();
  }

  // Compiled watches refer to their catalogue: they can stay only where it is the very same.
  if (previous != nullptr && (*catalogue)->gazetteer() == previous->extractors.catalogue().gazetteer() &&
      std::ranges::equal((*catalogue)->demonyms(), previous->extractors.catalogue().demonyms()) &&
      (*catalogue)->offices() == previous->extractors.catalogue().offices() &&
      std::ranges::equal((*catalogue)->all(), previous->extractors.catalogue().all())) {
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

  auto snapshot = std::make_shared<Snapshot>(
      Snapshot{.folder = folder,
               .settings = std::move(settings),
               .feeds = std::move(feeds),
               .feed_index = {},
               .extractors = Extractors(*catalogue, read_tagger(folder, loaded.problems),
                                        previous != nullptr ? &previous->extractors : nullptr),
               .watches = std::move(watches.watches),
               .about_alerts = std::move(about_alerts),
               .routes = *std::move(routes),
               .policies = std::move(policies)});
  for (std::size_t i = 0; i < snapshot->feeds.size(); ++i) snapshot->feed_index.emplace(snapshot->feeds[i].id, i);
  loaded.snapshot = std::move(snapshot);
  return loaded;
}

}  // namespace rasid::configuration
