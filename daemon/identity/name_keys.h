#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/model/article.h"

namespace rasid::identity {

/// What kind of name a feed gives an article.
inline constexpr std::string_view guid_name = "guid";
inline constexpr std::string_view link_name = "url";
inline constexpr std::string_view title_name = "title";  // the name is the fingerprint's digest of the title

/// A number for a name that `feed` gives one of its articles: the same at every start and in every build, since it is
/// stored. The upper half is the feed's, so that the names of one feed lie together in an index and storing an answer
/// touches few of its pages. Two names may share a number (once in four thousand million): it finds candidates.
std::int64_t name_key(FeedId const& feed, std::string_view kind, std::string_view name);

/// Those of an article: of its GUID, its link, and its title as the fingerprint has it.
std::vector<std::int64_t> name_keys(Article const& article);

}  // namespace rasid::identity
