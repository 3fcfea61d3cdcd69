#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "daemon/push/offer.h"
#include "daemon/push/verification.h"
#include "daemon/store/push_subscription.h"
#include "extractors/model/time.h"

namespace rasid::push {

/// A subscription's way: pending → active → (renewed …) → ending. Plain functions on a value, without clock and I/O.
using Subscription = store::PushSubscription;

/// How patient we are.
struct Timing {
  Duration lease{std::chrono::days{10}};    // asked of hubs
  Duration floor{std::chrono::minutes{1}};  // no hub is asked about one subscription more often
  double scale = 1;                         // every pause is multiplied by it (not a lease, which is the hub's)
};

/// A new one, to be asked for at once. `public_url` has no final slash.
Subscription subscribe(FeedId const& feed, std::string const& feed_url, Offer const& offer,
                       std::string const& public_url, Timestamp now);

/// True where it serves this offer at this address.
bool serves(Subscription const& subscription, Offer const& offer, std::string const& public_url);

/// The body of the request that is due: subscribes, renews or unsubscribes (WebSub, section 5.1).
std::string request_body(Subscription const& subscription, Timing const& timing);

/// A request is about to be sent; where nothing comes of it, it is repeated after growing pauses.
void asking(Subscription& subscription, Timing const& timing, Timestamp now);

/// The request of asking() failed. A verification that came before this answer stands.
void failed(Subscription& subscription, std::string why, std::optional<Duration> retry_after, Timing const& timing,
            Timestamp now);

/// What to answer a hub that verifies or denies.
enum class Answer : std::uint8_t {
  echo,     // the challenge: yes, that is what we want
  noted,    // the denial; the feed is polled
  unknown,  // 404: we asked for no such thing
};
Answer answer(Subscription& subscription, Verification const& said, Timing const& timing, Timestamp now);

/// Wanted no more: is unsubscribed from at once.
void end(Subscription& subscription, Timestamp now);

/// To be forgotten: it ended, or was never asked for and is not wanted, or the hub does not answer.
bool over(Subscription const& subscription, Timestamp now);

/// The hub pushes.
bool is_active(Subscription const& subscription, Timestamp now);

/// True, and pending again, where its lease ended without a renewal.
bool lapse(Subscription& subscription, Timestamp now);

/// When something is to be done about it.
Timestamp due(Subscription const& subscription);

}  // namespace rasid::push
