#include "daemon/feeds/vocabulary.h"

#include <algorithm>
#include <array>

namespace rasid::feeds {
namespace {

struct Known {
  std::string_view prefix;
  std::string_view uri;  // without a slash at the end
  Space space;
};

constexpr std::array known{Known{"atom", "http://www.w3.org/2005/atom", Space::atom},
                           Known{"atom03", "http://purl.org/atom/ns#", Space::atom},
                           Known{"content", "http://purl.org/rss/1.0/modules/content", Space::content},
                           Known{"dc", "http://purl.org/dc/elements/1.1", Space::dc},
                           Known{"dc", "http://purl.org/dc/elements/1.0", Space::dc},
                           Known{"dcterms", "http://purl.org/dc/terms", Space::dcterms},
                           Known{"sy", "http://purl.org/rss/1.0/modules/syndication", Space::sy},
                           Known{"xhtml", "http://www.w3.org/1999/xhtml", Space::xhtml},
                           Known{"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", Space::itunes},
                           Known{"media", "http://search.yahoo.com/mrss", Space::media},
                           Known{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", Space::rdf},
                           Known{"", "http://purl.org/rss/1.0", Space::core},
                           Known{"", "http://purl.org/net/rss1.1#", Space::core},
                           Known{"", "http://my.netscape.com/rdf/simple/0.9", Space::core},
                           Known{"", "http://channel.netscape.com/rdf/simple/0.9", Space::core},
                           Known{"", "http://my.netscape.com/publish/formats/rss-0.91.dtd", Space::core},
                           Known{"", "http://backend.userland.com/rss", Space::core},
                           Known{"", "http://blogs.law.harvard.edu/tech/rss", Space::core},
                           Known{"", "http://cyber.law.harvard.edu/rss/rss.html", Space::core},
                           Known{"", "", Space::core}};

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  auto const white = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && white(text.front())) text.remove_prefix(1);
  while (!text.empty() && white(text.back())) text.remove_suffix(1);
  return text;
}

Space space_of_uri(std::string_view uri) {
  uri = trim(uri);
  if (uri.ends_with('/')) uri.remove_suffix(1);
  // A publisher that moved everything to https moved its namespaces too, against their definition.
  if (uri.starts_with("https://")) return space_of_uri("http://" + std::string(uri.substr(8)));
  for (auto const& each : known) {
    if (equal_ignoring_case(each.uri, uri)) return each.space;
  }
  return uri.starts_with("http://backend.userland.com/") ? Space::core : Space::other;
}

Space space_of_prefix(std::string_view prefix) {
  auto const* const found = std::ranges::find(known, prefix, &Known::prefix);
  return found == known.end() ? Space::other : found->space;
}

}  // namespace rasid::feeds
