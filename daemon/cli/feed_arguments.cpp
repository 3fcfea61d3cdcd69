// How the commands of `rasid feed` are written on the command line and in the help.
#include <CLI/CLI.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/feed_commands.h"

namespace rasid::cli {
namespace {

void add_config(CLI::App& command, std::filesystem::path& config, bool must_exist) {
  char const* named = std::getenv("RASID_CONFIG");
  config = named != nullptr ? named : "/etc/rasid";
  auto* option = command.add_option("-c,--config", config, "Configuration folder")->capture_default_str();
  if (must_exist) option->check(CLI::ExistingDirectory);
}

void add_network(CLI::App& command, NetworkOptions& network, bool must_exist) {
  add_config(command, network.config, must_exist);
  command.add_flag("--allow-private", network.allow_private, "Loopback and private addresses may be asked");
}

void add_discover(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedDiscoverOptions>();
  CLI::App* command = group.add_subcommand("discover", "Find the feeds of a site");
  command->add_option("URL", options->url, "A page of the site, or its name")->required();
  add_network(*command, options->network, false);
  command->add_flag("--json", options->json, "JSON instead of a table");
  command->callback([options, &status] { status = feed_discover(*options); });
}

void add_test(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedTestOptions>();
  CLI::App* command =
      group.add_subcommand("test", "Fetch a feed once and show what would be stored; nothing is stored");
  command->add_option("FEED", options->feed, "URL, or id of a configured feed")->required();
  command->add_option("--items", options->items, "Show at most this many items")->capture_default_str();
  add_network(*command, options->network, false);
  command->add_flag("--json", options->json, "JSON instead of text");
  command->callback([options, &status] { status = feed_test(*options); });
}

void add_add(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedAddOptions>();
  CLI::App* command = group.add_subcommand("add", "Fetch a feed, and write it to a file of its own in feeds.d");
  command->add_option("URL", options->url, "The feed's address")->required();
  command->add_option("--id", options->id, "Its id in watches and payloads; made from its title where left out");
  command->add_option("--name,--title", options->title, "Its name for people; its own title where left out");
  command->add_option("--lang", options->language, "Language of its texts (ar, fa, he …)");
  command->add_option("--tag", options->tags, "Tag of its articles; may be given several times");
  command->add_option("--interval", options->interval, "Between two polls (10m)");
  command->add_option("--full-text", options->full_text, "Whether linked pages are read")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  command->add_flag("--no-fetch", options->no_fetch, "Do not ask the publisher first");
  add_network(*command, options->network, true);
  command->callback([options, &status] { status = feed_add(*options); });
}

void add_list(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedListOptions>();
  CLI::App* command = group.add_subcommand("list", "List the configured feeds");
  add_config(*command, options->config, true);
  command->add_flag("--json", options->json, "JSON instead of a table");
  command->callback([options, &status] { status = feed_list(*options); });
}

void add_show(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedNameOptions>();
  CLI::App* command = group.add_subcommand("show", "Show how a feed is configured, and where");
  command->add_option("FEED", options->feed, "Id, title or URL")->required();
  add_config(*command, options->config, true);
  command->add_flag("--json", options->json, "JSON instead of text");
  command->callback([options, &status] { status = feed_show(*options); });
}

void add_remove(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedNameOptions>();
  CLI::App* command = group.add_subcommand("remove", "Take a feed out of feeds.d; its articles stay in the store");
  command->add_option("FEED", options->feed, "Id, title or URL")->required();
  add_config(*command, options->config, true);
  command->callback([options, &status] { status = feed_remove(*options); });
}

void add_import(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedImportOptions>();
  CLI::App* command = group.add_subcommand("import", "Add the feeds of an OPML file; groups become tags");
  command->add_option("FILE", options->file, "OPML file, or - for standard input")->required();
  command->add_option("--name", options->name, "Name of the new file in feeds.d; that of FILE where left out");
  command->add_flag("--dry-run", options->dry_run, "Say what would be added; write nothing");
  add_config(*command, options->config, true);
  command->callback([options, &status] { status = feed_import(*options); });
}

void add_export(CLI::App& group, int& status) {
  auto options = std::make_shared<FeedExportOptions>();
  CLI::App* command = group.add_subcommand("export", "Print the configured feeds as OPML");
  command->add_option("FILE", options->file, "Write to this file instead");
  add_config(*command, options->config, true);
  command->callback([options, &status] { status = feed_export(*options); });
}

}  // namespace

void add_feed_commands(CLI::App& group, int& status) {
  for (auto const add : {add_discover, add_test, add_add, add_list, add_show, add_remove, add_import, add_export})
    add(group, status);
}

}  // namespace rasid::cli
