#pragma once

#include <string>

#include "extractors/page/page.h"

namespace rasid::page {

/// One JSON object: title, byline, published (RFC 3339 or null), language, text, site, canonical, truncated. UTF-8, one
/// line.
std::string to_json(Page const& page);

}  // namespace rasid::page
