#include "daemon/feeds/base_url.h"

#include <algorithm>

namespace rasid::feeds {
namespace {

struct Url {
  std::string_view scheme, authority, path, query;  // authority with "//", query with "?"
};

std::string_view take(std::string_view& rest, std::size_t count) {
  auto const out = rest.substr(0, count);
  rest.remove_prefix(out.size());
  return out;
}

std::size_t scheme_length(std::string_view url) {
  auto const colon = url.find(':');
  if (colon == std::string_view::npos || colon == 0) return 0;
  auto const letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (!letter(url.front())) return 0;
  bool const ok = std::ranges::all_of(url.substr(0, colon), [&](char c) {
    return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  return ok ? colon : 0;
}

/// RFC 3986, appendix B, without the fragment.
Url split(std::string_view url) {
  Url out;
  url = url.substr(0, url.find('#'));
  if (auto const length = scheme_length(url); length != 0) {
    out.scheme = take(url, length);
    take(url, 1);
  }
  if (url.starts_with("//")) out.authority = take(url, std::min(url.find_first_of("/?", 2), url.size()));
  out.path = take(url, std::min(url.find('?'), url.size()));
  out.query = url;
  return out;
}

/// RFC 3986, 5.2.4.
std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    bool const rooted = path.front() == '/';
    auto const segment = path.substr(rooted ? 1 : 0, path.find('/', 1) - (rooted ? 1 : 0));
    auto const whole = path.substr(0, segment.size() + (rooted ? 1 : 0));
    path.remove_prefix(whole.size());
    if (segment == "..") out.resize(std::min(out.rfind('/'), out.size()));
    if (segment == "." || segment == "..") {
      if (path.empty()) out += '/';
      continue;
    }
    out += whole;
  }
  return out;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view white = " \t\r\n\f";
  auto const first = text.find_first_not_of(white);
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace

bool has_scheme(std::string_view url) {
  return scheme_length(url) != 0;
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  reference = trim(reference);
  base = trim(base);
  if (has_scheme(reference) || !has_scheme(base)) return std::string(reference);
  auto const from = split(base);
  auto const to = split(reference);
  // "tag:" and "urn:" have no hierarchy to resolve in.
  if (from.authority.empty() && !from.path.starts_with('/')) return std::string(reference);
  auto const hash = reference.find('#');
  auto const fragment = hash == std::string_view::npos ? std::string_view{} : reference.substr(hash);
  std::string out(from.scheme);
  out += ':';
  if (!to.authority.empty()) {
    out += to.authority;
    out += without_dots(to.path);
    out += to.query;
  } else {
    out += from.authority;
    if (to.path.empty()) {
      out += from.path;
      out += to.query.empty() ? from.query : to.query;
    } else {
      std::string path(to.path.front() == '/' ? std::string_view{} : from.path.substr(0, from.path.rfind('/') + 1));
      if (path.empty() && to.path.front() != '/') path = "/";
      out += without_dots(path + std::string(to.path));
      out += to.query;
    }
  }
  out += fragment;
  return out;
}

}  // namespace rasid::feeds
