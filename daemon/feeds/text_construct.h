#pragma once

#include <string>

#include "daemon/feeds/element.h"

namespace rasid::feeds {

/// Atom's text constructs and content (RFC 4287, 3.1 and 4.1.3; Atom 0.3's type and mode) as plain text, one line.
std::string construct_as_text(Element const& element);
/// The same as HTML with absolute links; empty for content of a type that is no text.
std::string construct_as_html(Element const& element);
/// A title in RSS, where markup is allowed and text usual: plain text, one line.
std::string rss_title(Element const& element);

}  // namespace rasid::feeds
