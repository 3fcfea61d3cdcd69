#pragma once

#include <string>
#include <string_view>

#include <boost/json/array.hpp>

#include "extractors/model/time.h"

namespace rasid::cli {

/// Sorts what feeds_command::to_json() gave: by "name", "state", "last" (longest ago first), "next" (soonest first),
/// "rate", "items" or "failures" (most first); feeds alike stay in their order.
void sort_feeds(boost::json::array& feeds, std::string_view by);

/// A table for a terminal, with its head; times are told from `now`.
std::string feeds_table(boost::json::array const& feeds, Timestamp now);

/// A text member, or empty.
std::string text_of(boost::json::value const& object, std::string_view member);

}  // namespace rasid::cli
