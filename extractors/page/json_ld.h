#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rasid::page {

/// What schema.org's Article says in a page's JSON-LD; empty where it says nothing. Strings as given, white space and
/// references inside not touched.
struct ArticleLd {
  std::string headline;
  std::string description;
  std::string author;
  std::string published;
  std::string language;
  std::string body;
  std::string publisher;

  [[nodiscard]] bool empty() const noexcept { return headline.empty() && body.empty() && published.empty(); }
};

/// Reads the first article among the scripts (see Simplified::json_ld). Scripts that are no JSON, nest deeper than 32
/// or exceed 1 MiB are passed over.
ArticleLd read_json_ld(std::vector<std::string_view> const& scripts);

}  // namespace rasid::page
