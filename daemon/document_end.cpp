#include "daemon/document_end.h"

#include <algorithm>
#include <string>

namespace rasid {
namespace {

/// Comments and blank lines behind the root are usual; more than this behind it is not.
constexpr std::size_t tail = 4'096;

/// ASCII of any of UTF-8, UTF-16 and the single-byte encodings, in lower case.
std::string plain(std::string_view bytes) {
  std::string out;
  for (char const c : bytes) {
    if (c != '\0') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

/// A closing tag of a feed's root, with any prefix.
bool closes_root(std::string_view text) {
  for (auto at = text.rfind("</"); at != std::string_view::npos && at < text.size(); at = text.rfind("</", at - 1)) {
    auto const end = text.find('>', at);
    std::string_view name = text.substr(at + 2, end == std::string_view::npos ? end : end - at - 2);
    name = name.substr(0, name.find_last_not_of(" \t\r\n") + 1);
    if (auto const colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
    if (end != std::string_view::npos && (name == "rss" || name == "feed" || name == "rdf")) return true;
    if (at == 0) break;
  }
  return false;
}

}  // namespace

bool reaches_its_end(std::string_view bytes) {
  std::string const begin = plain(bytes.substr(0, 64));
  std::string const end = plain(bytes.substr(bytes.size() - std::min(bytes.size(), tail)));
  auto const first = begin.find_first_of("{<");
  if (first == std::string::npos) return true;
  if (begin[first] == '<') return closes_root(end);
  auto const last = end.find_last_not_of(" \t\r\n");
  return last != std::string::npos && end[last] == '}';
}

}  // namespace rasid
