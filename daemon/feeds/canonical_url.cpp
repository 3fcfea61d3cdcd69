#include <algorithm>

#include "daemon/feeds/article_of.h"

namespace rasid::feeds {
namespace {

void lower(std::string& text, std::size_t end) {
  for (std::size_t i = 0; i < end; ++i) {
    if (text[i] >= 'A' && text[i] <= 'Z') text[i] = static_cast<char>(text[i] + 32);
  }
}

std::string kept_query(std::string_view query, TrackingParameters const& tracking) {
  std::string out;
  while (!query.empty()) {
    auto const parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), parameter.size() + 1));
    if (parameter.empty() || tracking.has(parameter.substr(0, parameter.find('=')))) continue;
    out += out.empty() ? '?' : '&';
    out += parameter;
  }
  return out;
}

}  // namespace

std::string canonical_url(std::string_view url, TrackingParameters const& tracking) {
  auto const colon = url.find("://");
  if (colon == std::string_view::npos) return std::string(url);
  std::string out(url.substr(0, colon + 3));
  lower(out, colon);
  if (out != "http://" && out != "https://") return std::string(url);
  auto rest = url.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  std::string host(rest.substr(0, rest.find_first_of("/?")));
  rest.remove_prefix(host.size());
  lower(host, host.size());
  std::string_view const port = out == "http://" ? ":80" : ":443";
  if (host.ends_with(port)) host.resize(host.size() - port.size());
  auto const path = rest.substr(0, rest.find('?'));
  out += host;
  out += path.empty() ? std::string_view("/") : path;
  if (path.size() < rest.size()) out += kept_query(rest.substr(path.size() + 1), tracking);
  return out;
}

}  // namespace rasid::feeds
