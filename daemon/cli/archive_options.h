#pragma once

#include <expected>
#include <string>

#include <boost/json/object.hpp>

#include "daemon/archive_scan.h"
#include "daemon/cli/commands.h"
#include "daemon/configuration/snapshot.h"

namespace rasid::cli {

/// What conditions may name under this configuration.
rules::Vocabulary vocabulary_of(configuration::Snapshot const& snapshot);

/// The stored articles that a command asks for; says on standard error why not, and gives the exit status then.
std::expected<store::Archive, int> open_archive(configuration::Snapshot const& snapshot, ArchiveOptions const& options);

/// Says on standard error that there is no such watch, and which is nearest.
void say_no_watch(configuration::Snapshot const& snapshot, std::string const& name);

/// An article that was found, as it is shown.
struct FoundArticle {
  Article article;                // without its body
  std::string sentence;           // that proves it
  std::vector<ByteRange> marked;  // in `sentence`: the words that made it so
};
FoundArticle found_article(ArchiveHit const& hit);
void print(FoundArticle const& found);
boost::json::object to_json(FoundArticle const& found);

}  // namespace rasid::cli
