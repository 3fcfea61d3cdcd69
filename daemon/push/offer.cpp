#include "daemon/push/offer.h"

#include <algorithm>

#include "daemon/fetch/url.h"
#include "daemon/push/link_header.h"

namespace rasid::push {
namespace {

constexpr std::size_t longest_url = 2048;

/// Absolute, or empty where it cannot be asked. An absolute URL stays letter by letter: hubs compare topics as texts.
std::string absolute(std::string_view link, std::string const& base) {
  if (link.empty() || link.size() > longest_url) return {};
  if (fetch::parse_url(link)) return std::string(link);
  auto const from = fetch::parse_url(base);
  if (!from) return {};
  auto const resolved = fetch::resolve(*from, link);
  return resolved && resolved->text.size() <= longest_url ? resolved->text : std::string{};
}

/// The first link of the Link headers with that relation.
std::string in_headers(fetch::Response const& response, std::string const& rel) {
  auto const [begin, end] = response.headers.equal_range("link");
  for (auto field = begin; field != end; ++field) {
    for (Link const& link : parse_links(field->second)) {
      bool const fits = !link.about_another && std::ranges::find(link.rels, rel) != link.rels.end();
      if (!fits) continue;
      if (std::string url = absolute(link.target, response.url); !url.empty()) return url;
    }
  }
  return {};
}

}  // namespace

std::optional<Offer> offer_in(fetch::Response const& response, feeds::Feed const* document, std::string const& polled) {
  Offer offer{in_headers(response, "hub"), in_headers(response, "self")};
  if (offer.hub.empty() && document != nullptr) offer.hub = absolute(document->hub, response.url);
  if (offer.hub.empty()) return std::nullopt;
  if (offer.topic.empty() && document == nullptr) return std::nullopt;
  if (offer.topic.empty()) offer.topic = absolute(document->self, response.url);
  if (offer.topic.empty()) offer.topic = polled;
  return offer;
}

}  // namespace rasid::push
