#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

/// The commands of `rasid feed`. Each returns the exit status, as in commands.h.
namespace rasid::cli {

/// How a command reaches the network.
struct NetworkOptions {
  std::filesystem::path config;  // limits, contact and egress of its rasid.yaml; defaults where it has none
  bool allow_private = false;
};

struct FeedDiscoverOptions {
  NetworkOptions network;
  std::string url;
  bool json = false;
};
int feed_discover(FeedDiscoverOptions const& options);

struct FeedTestOptions {
  NetworkOptions network;
  std::string feed;  // URL, or id or title of a configured one
  std::size_t items = 10;
  bool json = false;
};
int feed_test(FeedTestOptions const& options);

struct FeedAddOptions {
  NetworkOptions network;
  std::string url;
  std::string id, title, language, interval, full_text = "auto";
  std::vector<std::string> tags;
  bool no_fetch = false;
};
int feed_add(FeedAddOptions const& options);

struct FeedListOptions {
  std::filesystem::path config;
  bool json = false;
};
int feed_list(FeedListOptions const& options);

struct FeedNameOptions {
  std::filesystem::path config;
  std::string feed;
  bool json = false;
};
int feed_show(FeedNameOptions const& options);
int feed_remove(FeedNameOptions const& options);

struct FeedImportOptions {
  std::filesystem::path config;
  std::string file;  // "-" for standard input
  std::string name;  // of the new file in feeds.d; after `file` where empty
  bool dry_run = false;
};
int feed_import(FeedImportOptions const& options);

struct FeedExportOptions {
  std::filesystem::path config;
  std::string file;  // standard output where empty
};
int feed_export(FeedExportOptions const& options);

/// Adds them to the group `feed`; a command that was chosen sets `status`.
void add_feed_commands(CLI::App& group, int& status);

}  // namespace rasid::cli
