#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/feed_commands.h"
#include "daemon/cli/input.h"
#include "daemon/configuration/feed_files.h"
#include "daemon/feeds/opml.h"
#include "daemon/log/log.h"

namespace rasid::cli {
namespace {

using configuration::FeedSettings;
using configuration::ListedFeed;

/// What an import comes to.
struct Import {
  std::vector<FeedSettings> fresh;
  std::size_t duplicates = 0;
};

Import sort_out(std::vector<feeds::Subscription> const& subscriptions, std::vector<ListedFeed> known) {
  Import out;
  for (feeds::Subscription const& found : subscriptions) {
    if (ListedFeed const* there = configuration::find_feed(known, found.url)) {
      ++out.duplicates;
      std::string const where = there->line == 0 ? "above" : fmt::format("in {}:{}", there->file, there->line);
      fmt::print(stderr, "duplicate: {} stands {} as \"{}\"\n", log::visible(found.url), where,
                 log::visible(there->feed.id.value));
      continue;
    }
    FeedSettings feed;
    feed.id.value = configuration::free_id(found.title, found.url, known);
    feed.url = found.url;
    feed.title = found.title;
    feed.language = found.language;
    feed.tags = found.tags;
    known.push_back({feed, {}, 0});
    out.fresh.push_back(std::move(feed));
  }
  return out;
}

/// "subscriptions.yaml" for "/home/x/My subscriptions.opml".
std::string file_name(FeedImportOptions const& options) {
  std::string stem = options.name.empty() ? std::filesystem::path(options.file).stem().string() : options.name;
  if (stem.ends_with(".yaml")) stem.resize(stem.size() - 5);
  if (stem.empty() || stem == "-") stem = "imported";
  for (char& c : stem) {
    bool const plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!plain) c = '-';
  }
  return stem + ".yaml";
}

}  // namespace

int feed_import(FeedImportOptions const& options) {
  auto const bytes = read_input(options.file);
  if (!bytes) return wrong_input;
  auto const opml = feeds::parse_opml(*bytes);
  if (!opml) {
    fmt::print(stderr, "{}: error: {}\n", options.file, opml.error().message());
    return wrong_input;
  }
  if (!opml->bozo_reason.empty())
    fmt::print(stderr, "{}: warning: ill-formed, and mended: {}\n", options.file, log::visible(opml->bozo_reason));
  if (opml->skipped > 0)
    fmt::print(stderr, "{}: warning: {} outlines have no address that can be asked\n", options.file, opml->skipped);
  Diagnostics problems;
  auto known = configuration::list_feeds(options.config, problems);
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
  Import const import = sort_out(opml->feeds, std::move(known));

  for (FeedSettings const& feed : import.fresh)
    fmt::print("{}{}  {}\n", options.dry_run ? "would add " : "added ", log::visible(feed.id.value),
               log::visible(feed.url));
  std::string const name = file_name(options);
  if (!import.fresh.empty() && !options.dry_run) {
    std::string const content = configuration::feed_file("Imported by: rasid feed import", import.fresh);
    if (auto const written = configuration::add_feed_file(options.config, name, content); !written) {
      fmt::print(stderr, "error: {}; nothing was added\n", written.error().message());
      if (written.error().code == std::errc::file_exists) fmt::print(stderr, "  give it another name with --name\n");
      return failed;
    }
  }
  fmt::print("{} feeds{}, {} duplicates, {} skipped\n", import.fresh.size(),
             import.fresh.empty() || options.dry_run ? "" : " in " + (options.config / "feeds.d" / name).string(),
             import.duplicates, opml->skipped);
  if (!import.fresh.empty() && !options.dry_run)
    fmt::print("a running daemon polls them after: systemctl reload rasid (or kill -HUP its process)\n");
  return done;
}

int feed_export(FeedExportOptions const& options) {
  Diagnostics problems;
  std::vector<feeds::Subscription> all;
  for (ListedFeed const& listed : configuration::list_feeds(options.config, problems))
    all.push_back({listed.feed.url, listed.feed.title, listed.feed.language, listed.feed.tags});
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
  std::string const opml = feeds::write_opml("Feeds of Rasid", all);
  if (options.file.empty()) {
    std::cout << opml;
    return has_errors(problems) ? wrong_input : done;
  }
  std::ofstream out(options.file, std::ios::binary | std::ios::trunc);
  if (!(out << opml) || !out.flush()) {
    fmt::print(stderr, "{}: error: {}\n", options.file, std::generic_category().message(errno));
    return failed;
  }
  fmt::print("{} feeds in {}\n", all.size(), options.file);
  return has_errors(problems) ? wrong_input : done;
}

}  // namespace rasid::cli
