#pragma once

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace rasid::cli {

struct FeedsOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
  bool json = false;
  bool failing = false;       // only those that fail or are gone
  std::string sort = "name";  // name, state, last, next, rate, items, failures
};
/// The status of all feeds, from the running daemon, or from the store where none runs.
int feeds(FeedsOptions const& options);

struct FeedOrder {
  std::filesystem::path config;
  std::filesystem::path store;
  std::string feed;  // id or URL
};
/// Asks the running daemon to poll a feed.
int feeds_poll(FeedOrder const& order);
/// Pauses or resumes a feed; in the store where no daemon runs.
int feeds_pause(FeedOrder const& order, bool paused);

/// Adds `rasid feeds` and what is under it; sets `status` when one was chosen.
void add_feeds(CLI::App& app, int& status);

}  // namespace rasid::cli
