#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "daemon/configuration/settings.h"
#include "daemon/routing/policy.h"
#include "daemon/routing/route.h"
#include "extractors/extraction/extraction.h"
#include "extractors/model/diagnostic.h"
#include "rules/load_watches.h"

namespace rasid::configuration {

/// The configuration in force: settings, feeds, names and watches, read together and never changed afterwards. An
/// article is handled with one snapshot from start to end; a reload builds a new one and swaps the pointer.
struct Snapshot {
  std::filesystem::path folder;
  Settings settings;
  std::vector<FeedSettings> feeds;
  std::unordered_map<FeedId, std::size_t> feed_index;  // into `feeds`
  Extractors extractors;                               // holds the catalogue
  rules::WatchSet watches;
  rules::Vocabulary about_alerts;  // what routes and silences may name
  std::vector<routing::Route> routes;
  std::shared_ptr<routing::Policies const> policies;  // never null

  /// The feed's settings, or nullptr where it is not configured (any more).
  [[nodiscard]] FeedSettings const* feed(FeedId const& id) const;
  /// What the extractors find in an article, told where its feed writes from.
  [[nodiscard]] Extraction extract(Article const& article) const;
};

/// A snapshot as far as it could be read, and everything that is wrong with the files.
struct Loaded {
  std::shared_ptr<Snapshot const> snapshot;  // nullptr where rasid.yaml, a watchlist or the gazetteer cannot be used
  Diagnostics problems;
};

/// Reads a configuration folder: rasid.yaml, feeds.d/, watchlists/, gazetteer/, rules.d/. A broken rule or feed file
/// costs itself alone: the snapshot holds what the others say. Takes as long as reading the gazetteer; pure but for
/// reading files.
///
/// `adjust`, where given, may change what rasid.yaml and feeds.d/ said before the watches are read (the demo puts its
/// own newsroom in their place).
using Adjust = std::function<void(Settings&, std::vector<FeedSettings>&)>;
///
/// What `previous` (may be null) has compiled is taken over where neither the rule file nor any name it may use
/// changed.
Loaded load_snapshot(std::filesystem::path const& folder, Adjust const& adjust = {},
                     Snapshot const* previous = nullptr);

}  // namespace rasid::configuration
