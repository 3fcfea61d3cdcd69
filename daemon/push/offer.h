#pragma once

#include <optional>
#include <string>

#include "daemon/feeds/feed.h"
#include "daemon/fetch/http.h"

namespace rasid::push {

/// A publisher's word that a hub pushes its feed (WebSub, section 4: discovery).
struct Offer {
  std::string hub;
  std::string topic;  // what the hub calls the feed: its rel="self"

  friend bool operator==(Offer const&, Offer const&) = default;
};

/// Reads the offer of a poll's answer: its Link headers first, then the links of the document (nullptr where it was not
/// read again, since it is the same). Relative links are of the response's URL. A publisher that names no self means
/// the address that was polled. Nothing where no hub is named, or one that is no http or https URL of sane length, or
/// where only the document could tell the topic.
std::optional<Offer> offer_in(fetch::Response const& response, feeds::Feed const* document, std::string const& polled);

}  // namespace rasid::push
