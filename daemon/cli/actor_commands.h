#pragma once

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace rasid::cli {

struct ActorVariantsOptions {
  std::filesystem::path config;
  std::string actor;            // id of a listed actor, or any name
  std::string kind = "person";  // of a name that is not listed: person or organisation
  bool json = false;
};
/// The spellings that are made of an actor's names, with their scores, scripts and rules.
int actor_variants(ActorVariantsOptions const& options);

/// Adds `rasid actor …` and `rasid import …`.
void add_actor(CLI::App& app, int& status);
void add_import(CLI::App& app, int& status);

}  // namespace rasid::cli
