// How the commands about actors and imports are written on the command line.
#include <cstdlib>

#include <CLI/CLI.hpp>

#include "daemon/cli/actor_commands.h"
#include "daemon/cli/import.h"

namespace rasid::cli {
namespace {

void add_config(CLI::App& command, std::filesystem::path& config) {
  char const* const named = std::getenv("RASID_CONFIG");
  config = named != nullptr ? named : "/etc/rasid";
  command.add_option("-c,--config", config, "Configuration folder")
      ->capture_default_str()
      ->check(CLI::ExistingDirectory);
}

void add_source(CLI::App& group, char const* name, char const* says, int& status) {
  auto options = std::make_shared<ImportOptions>();
  options->source = name;
  CLI::App* const command = group.add_subcommand(name, says);
  command->add_option("FILE", options->file, "The file, plain or gzip; - for standard input")->required();
  command->add_option("-o,--output", options->output, "Watchlist to write: .tsv, or .yaml for a list to edit by hand");
  command->add_option("--group", options->groups, "Put every actor into this group (actor:@GROUP in watches)");
  command->add_option("--topic", options->filter.topics, "Only with one of these topics (sanction, role.pep, …)")
      ->delimiter(',');
  command->add_option("--country", options->filter.countries, "Only of one of these countries (iq,ir,sy)")
      ->delimiter(',');
  command->add_option("--type", options->filter.types, "Only person, organisation or place")
      ->delimiter(',')
      ->check(CLI::IsMember({"person", "organisation", "place"}));
  command->add_option("--language", options->filter.languages, "Only names in these languages (ar,fa,en)")
      ->delimiter(',');
  if (options->source == "geonames")
    command->add_option("--alternate-names", options->alternate_names, "alternateNamesV2: names with their languages");
  command->add_option("--least-population", options->filter.least_population, "Only places with so many people");
  command
      ->add_option("--variants", options->variants,
                   "Further spellings to make of each name when the list is loaded; all costs memory and time")
      ->check(CLI::IsMember({"all", "spellings", "none"}))
      ->capture_default_str();
  command->add_flag("--strict", options->strict, "Status 1 where a line could not be read");
  command->callback([options, &status] { status = import_list(*options); });
}

}  // namespace

void add_actor(CLI::App& app, int& status) {
  auto options = std::make_shared<ActorVariantsOptions>();
  CLI::App* const group = app.add_subcommand("actor", "Look at the actors of the watchlists");
  group->require_subcommand(1);
  CLI::App* const command = group->add_subcommand("variants", "Show the spellings by which an actor is found");
  add_config(*command, options->config);
  command->add_option("NAME", options->actor, "Id or name of a listed actor, or any name")->required();
  command->add_option("--kind", options->kind, "What a name that is not listed stands for")
      ->check(CLI::IsMember({"person", "organisation"}))
      ->capture_default_str();
  command->add_flag("--json", options->json, "JSON instead of a table");
  command->callback([options, &status] { status = actor_variants(*options); });
}

void add_import(CLI::App& app, int& status) {
  CLI::App* const group = app.add_subcommand("import", "Make a watchlist of somebody else's list of names");
  group->require_subcommand(1);
  add_source(*group, "opensanctions", "FollowTheMoney entities, one JSON object a line (entities.ftm.json)", status);
  add_source(*group, "wikidata", "Entities of a Wikidata JSON dump, or one a line", status);
  add_source(*group, "jrc-names", "The JRC-Names file of entities (tab-separated)", status);
  add_source(*group, "popolo", "Popolo JSON: persons, organizations, memberships", status);
  add_source(*group, "geonames", "GeoNames allCountries or cities (19 columns), or alternateNamesV2", status);
}

}  // namespace rasid::cli
