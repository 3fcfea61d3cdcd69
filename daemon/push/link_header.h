#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rasid::push {

/// A link of a Link header field (RFC 8288, section 3).
struct Link {
  std::string target;             // as written, unresolved
  std::vector<std::string> rels;  // in lower case
  bool about_another = false;     // an anchor gives it another context than the document itself

  friend bool operator==(Link const&, Link const&) = default;
};

/// The links of one field's value, in order. Accepts anything; links beyond the 32nd are ignored, and reading ends at
/// what is no link.
std::vector<Link> parse_links(std::string_view value);

}  // namespace rasid::push
