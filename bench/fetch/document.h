#pragma once

#include <cstddef>
#include <string>

namespace rasid::bench {

/// The RSS document of feed `number`: 20 items of some 650 bytes each, no two of all feeds alike. Mostly English, with
/// an Arabic item in ten; one item in twenty names somebody of the shipped watchlists. The same at each call.
std::string feed_document(std::size_t number);

constexpr std::size_t items_per_feed = 20;

}  // namespace rasid::bench
