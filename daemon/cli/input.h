#pragma once

#include <optional>
#include <string>

#include "daemon/configuration/snapshot.h"
#include "extractors/model/article.h"

namespace rasid::cli {

/// The whole of a file, or of standard input for "-"; at most 256 MiB. Says on standard error why not.
std::optional<std::string> read_input(std::string const& file);

/// An article as a user writes it: {"title", "text", "feed", "url", "published", "lang", "author", "tags"}; a text or a
/// title must be there. Says on standard error what is wrong, with `file`.
std::optional<Article> read_article(std::string const& json, std::string const& file);

/// Reads the configuration and prints what is wrong with it on standard error; nothing where it cannot be used.
std::shared_ptr<configuration::Snapshot const> load_or_say_why_not(std::filesystem::path const& folder,
                                                                   configuration::Adjust const& adjust = {});

}  // namespace rasid::cli
