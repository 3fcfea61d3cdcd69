#pragma once

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace rasid::cli {

/// `rasid names`: who and what the news names and no list holds.
void add_names(CLI::App& app, int& status);

struct NamesOptions {
  std::filesystem::path config;
  std::filesystem::path store;  // in place of the configured one; may be empty
  std::string since = "7d";
  std::string kind;  // all where empty
  std::int64_t least_articles = 2;
  std::size_t limit = 30;
  bool json = false;
};
int names(NamesOptions const& options);

struct AdoptOptions {
  std::filesystem::path config;
  std::string name;
  std::string kind = "person";
  std::string group;
  std::filesystem::path to;  // a watchlist to append to; empty: print
};
/// Writes a watchlist entry for a name.
int adopt(AdoptOptions const& options);

}  // namespace rasid::cli
