#pragma once

#include <string>

namespace rasid::page {

/// What a page's metadata say about its text: hints for finding it, never text to show. UTF-8.
struct Evidence {
  std::string title;
  std::string description;
  std::string article_body;  // as JSON-LD gives it, or empty
};

}  // namespace rasid::page
