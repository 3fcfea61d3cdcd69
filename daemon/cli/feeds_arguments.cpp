#include <cstdlib>
#include <memory>

#include <CLI/CLI.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/feeds.h"

namespace rasid::cli {
namespace {

template <class Options>
void add_places(CLI::App& command, Options& options) {
  char const* named = std::getenv("RASID_CONFIG");
  options.config = named != nullptr ? named : "/etc/rasid";
  command.add_option("-c,--config", options.config, "Configuration folder")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
  command.add_option("--store", options.store, "Database file, in place of the configured one");
}

void add_order(CLI::App& group, char const* name, char const* says, int& status,
               std::function<int(FeedOrder const&)> act) {
  auto order = std::make_shared<FeedOrder>();
  CLI::App* command = group.add_subcommand(name, says);
  add_places(*command, *order);
  command->add_option("FEED", order->feed, "Id or URL of the feed")->required();
  command->callback([order, &status, act = std::move(act)] { status = act(*order); });
}

}  // namespace

void add_feeds(CLI::App& app, int& status) {
  auto options = std::make_shared<FeedsOptions>();
  CLI::App* group = app.add_subcommand("feeds", "How the feeds are doing; poll, pause and resume them");
  add_places(*group, *options);
  group->add_flag("--json", options->json, "One JSON array on standard output");
  group->add_flag("--failing", options->failing, "Only those that fail or are gone");
  group->add_option("--sort", options->sort, "name, state, last, next, rate, items or failures")
      ->check(CLI::IsMember({"name", "state", "last", "next", "rate", "items", "failures"}))
      ->capture_default_str();
  group->require_subcommand(0, 1);
  add_order(*group, "poll", "Poll a feed as soon as the floor since its last poll allows", status, feeds_poll);
  add_order(*group, "pause", "Poll a feed no more until it is resumed, also after a restart", status,
            [](FeedOrder const& order) { return feeds_pause(order, true); });
  add_order(*group, "resume", "Poll a paused feed again", status,
            [](FeedOrder const& order) { return feeds_pause(order, false); });
  group->callback([group, options, &status] {
    if (group->get_subcommands().empty()) status = feeds(*options);
  });
}

}  // namespace rasid::cli
