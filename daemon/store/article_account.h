#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "daemon/store/archive.h"
#include "extractors/model/result.h"

namespace rasid::store {

/// What became of one alert at one sink.
struct AccountOfDelivery {
  SinkId sink;
  DeliveryState state = DeliveryState::pending;
  std::uint32_t attempts = 0;
  std::string outcome;  // of the last attempt
};

/// An alert that an article caused, or that absorbed it.
struct AccountOfAlert {
  AlertId id;
  std::uint32_t revision = 1;
  WatchId watch;
  Timestamp decided{};
  std::vector<AccountOfDelivery> deliveries;
  std::vector<SinkId> held_for;  // sinks whose policy keeps it back: quiet hours, digests, limits
};

/// All that the store knows of what became of an article.
struct ArticleAccount {
  ArchivedArticle archived;
  std::uint32_t revision = 1;
  bool handled = false;
  bool quarantined = false;
  std::vector<AccountOfAlert> alerts;     // told of it, by watch and revision
  std::vector<Suppression> suppressions;  // by watch
};

/// Looks an article up by its id, the beginning of one (eight letters at least), its URL or its GUID; the newest where
/// several fit, nothing where none does. Reads beside a running daemon. Errors as Archive::open()'s.
Result<std::optional<ArticleAccount>> account_of(std::filesystem::path const& file, std::string const& name);

/// How much a database holds.
struct StoreAccount {
  Totals totals;
  std::int64_t stories = 0;  // that are remembered
  std::int64_t remembered = 0;
  std::optional<Timestamp> oldest_article;
  std::optional<Timestamp> oldest_alert;
  std::int64_t swept_items = 0;
  std::uint64_t bytes = 0;
  std::uint64_t free_bytes = 0;  // of these, which what comes next will use
};
Result<StoreAccount> account_of_store(std::filesystem::path const& file);

}  // namespace rasid::store
