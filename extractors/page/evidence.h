#pragma once

#include <string>

namespace rasid::page {

/// What a page's metadata say about its text: hints for finding it. UTF-8.
struct Evidence {
  std::string title;
  std::string byline;
  std::string description;
  std::string article_body;  // as JSON-LD gives it, or empty; shown only where the page itself holds next to nothing
};

}  // namespace rasid::page
