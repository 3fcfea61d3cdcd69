#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "daemon/configuration/settings.h"
#include "extractors/model/diagnostic.h"
#include "extractors/model/result.h"

namespace rasid::configuration {

/// A feed of feeds.d/ and where it stands.
struct ListedFeed {
  FeedSettings feed;
  std::string file;  // "feeds.d/arabic.yaml"
  unsigned line = 0;
};

/// Every feed of `folder`/feeds.d, in the order of files and lines; what is wrong with them goes to `problems`.
std::vector<ListedFeed> list_feeds(std::filesystem::path const& folder, Diagnostics& problems);

/// The feed named by an id, a title or a URL (compared as canonical_url() gives it); nullptr where there is none.
ListedFeed const* find_feed(std::vector<ListedFeed> const& feeds, std::string_view name);

/// An id for a feed of this title or, where that has no Latin letters, of this URL: lower-case letters, digits and '-',
/// not among `feeds`.
std::string free_id(std::string_view title, std::string_view url, std::vector<ListedFeed> const& feeds);

/// A feed file that holds these feeds, in YAML, under a comment of one line.
std::string feed_file(std::string_view comment, std::vector<FeedSettings> const& feeds);

/// Writes `folder`/feeds.d/`name` with `content`, which must read as a feed file without mistakes
/// (errc::invalid_argument otherwise). The file is there whole or not at all; one that exists is left alone
/// (errc::file_exists). Other files are not touched.
Result<> add_feed_file(std::filesystem::path const& folder, std::string const& name, std::string const& content);

/// Takes a feed out of its file, lines and comments of the others staying as they are; a file without feeds is removed.
/// errc::not_supported, and nothing changed, where the file is written in a way that leaves no other way but by hand.
Result<> remove_feed(std::filesystem::path const& folder, ListedFeed const& listed);

}  // namespace rasid::configuration
