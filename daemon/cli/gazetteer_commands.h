#pragma once

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

/// The commands of `rasid gazetteer`. Each returns the exit status, as in commands.h.
namespace rasid::cli {

struct GazetteerBuildOptions {
  std::filesystem::path config;
  std::filesystem::path output;   // gazetteer/gazetteer.bin of the configuration where empty
  std::filesystem::path sources;  // a node_modules folder
};
/// Compiles the gazetteer that the daemon maps into its memory.
int gazetteer_build(GazetteerBuildOptions const& options);

struct GazetteerLookupOptions {
  std::filesystem::path config;
  std::string name;
  std::string country;  // only places of this country: code or name; all where empty
  std::string near;     // only places in this circle: 33.3,44.4~50km; all where empty
  std::size_t limit = 20;
  bool json = false;
};
/// The places of a name: 1 where there is none.
int gazetteer_lookup(GazetteerLookupOptions const& options);

struct GazetteerInfoOptions {
  std::filesystem::path config;
  bool json = false;
};
/// What the gazetteer in force holds, where it is and whose data it is.
int gazetteer_info(GazetteerInfoOptions const& options);

/// Adds `rasid gazetteer` and what is under it; sets `status` when one was chosen.
void add_gazetteer(CLI::App& app, int& status);

}  // namespace rasid::cli
