#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "extractors/model/id.h"
#include "extractors/model/time.h"

namespace rasid::store {

/// A subscription at a WebSub hub, as it survives a restart. daemon/push says what becomes of it.
struct PushSubscription {
  enum class State : std::uint8_t {
    pending,  // not verified by the hub, or its lease has ended
    active,   // verified; the hub pushes until lease_until
    refused,  // by the hub; asked for again at next_attempt
    ending,   // wanted no more; forgotten when the hub has verified that, or does not answer
  };

  std::string token;  // last part of the callback's path: unguessable, and the key
  FeedId feed;
  std::string feed_url;  // its configured address when this was made: another one has another topic
  std::string topic;
  std::string hub;
  std::string callback;  // the whole URL
  std::string secret;    // of the signatures
  State state = State::pending;
  bool asked = false;  // a request of the state's kind was sent: its verification is expected
  std::optional<Timestamp> lease_until;
  Timestamp next_attempt{};    // when the hub is asked (again)
  std::uint32_t failures = 0;  // requests in a row that no verification followed
  std::string last_error;

  friend bool operator==(PushSubscription const&, PushSubscription const&) = default;
};

}  // namespace rasid::store
