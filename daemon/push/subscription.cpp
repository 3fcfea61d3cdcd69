#include "daemon/push/subscription.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/push/form.h"
#include "daemon/push/signature.h"

namespace rasid::push {
namespace {

using State = Subscription::State;

constexpr std::size_t token_bytes = 16;
constexpr std::size_t secret_bytes = 32;  // 64 characters; WebSub allows fewer than 200
/// A hub may verify when it finds the time to.
constexpr Duration verified_within = std::chrono::minutes{10};
constexpr Duration first_pause = std::chrono::minutes{1};
constexpr Duration longest_pause = std::chrono::days{1};
/// A hub that refused may have changed its mind a day later.
constexpr Duration pause_after_denial = std::chrono::days{1};
constexpr std::uint32_t most_farewells = 3;

Duration scaled(Duration pause, Timing const& timing) {
  return Duration{static_cast<Duration::rep>(static_cast<double>(pause.count()) * timing.scale)};
}

/// Doubles with each failure after the first.
Duration growing(Duration pause, std::uint32_t failures) {
  for (std::uint32_t i = 1; i < failures && pause < longest_pause; ++i) pause *= 2;
  return std::min(pause, longest_pause);
}

Duration at_least_floor(Duration pause, Timing const& timing) {
  return std::max({pause, scaled(timing.floor, timing), Duration{1}});
}

void confirm(Subscription& s, Verification const& said, Timing const& timing, Timestamp now) {
  Duration const lease = std::max(said.lease.value_or(timing.lease), Duration{std::chrono::seconds{1}});
  s.state = State::active;
  s.failures = 0;
  s.last_error.clear();
  s.lease_until = now + lease;
  s.next_attempt = now + at_least_floor(lease / 4 * 3, timing);
}

}  // namespace

Subscription subscribe(FeedId const& feed, std::string const& feed_url, Offer const& offer,
                       std::string const& public_url, Timestamp now) {
  Subscription s;
  s.token = random_hex(token_bytes);
  s.feed = feed;
  s.feed_url = feed_url;
  s.topic = offer.topic;
  s.hub = offer.hub;
  s.callback = public_url + "/" + s.token;
  s.secret = random_hex(secret_bytes);
  s.next_attempt = now;
  return s;
}

bool serves(Subscription const& s, Offer const& offer, std::string const& public_url) {
  return s.hub == offer.hub && s.topic == offer.topic && s.callback == public_url + "/" + s.token;
}

std::string request_body(Subscription const& s, Timing const& timing) {
  bool const ends = s.state == State::ending;
  Form form = {{"hub.mode", ends ? "unsubscribe" : "subscribe"}, {"hub.topic", s.topic}, {"hub.callback", s.callback}};
  if (!ends) {
    auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(timing.lease).count();
    form.emplace_back("hub.lease_seconds", std::to_string(seconds));
    form.emplace_back("hub.secret", s.secret);
  }
  return to_text(form);
}

void asking(Subscription& s, Timing const& timing, Timestamp now) {
  if (s.state == State::refused) s.state = State::pending;
  s.asked = true;
  ++s.failures;
  s.next_attempt = now + at_least_floor(scaled(growing(verified_within, s.failures), timing), timing);
}

void failed(Subscription& s, std::string why, std::optional<Duration> retry_after, Timing const& timing,
            Timestamp now) {
  if (s.failures == 0 || s.state == State::refused) return;
  s.last_error = std::move(why);
  Duration const wish = std::min(retry_after.value_or(Duration{0}), longest_pause);
  Duration const pause = std::max(growing(first_pause, s.failures), wish);
  s.next_attempt = now + at_least_floor(scaled(pause, timing), timing);
}

Answer answer(Subscription& s, Verification const& said, Timing const& timing, Timestamp now) {
  if (!s.asked || said.topic != s.topic) return Answer::unknown;
  bool const wanted = s.state == State::pending || s.state == State::active;
  switch (said.mode) {
    case Verification::Mode::subscribe:
      if (!wanted) return Answer::unknown;
      confirm(s, said, timing, now);
      return Answer::echo;
    case Verification::Mode::unsubscribe:
      if (s.state != State::ending) return Answer::unknown;
      s.failures = most_farewells;
      s.next_attempt = now;
      return Answer::echo;
    case Verification::Mode::denied:
      if (!wanted) return Answer::unknown;
      s.state = State::refused;
      s.asked = false;
      s.lease_until.reset();
      s.last_error = said.reason.empty() ? "denied by the hub" : fmt::format("denied by the hub: {}", said.reason);
      s.next_attempt = now + at_least_floor(scaled(pause_after_denial, timing), timing);
      return Answer::noted;
  }
  return Answer::unknown;
}

void end(Subscription& s, Timestamp now) {
  if (s.state == State::ending) return;
  bool const known_to_hub = s.asked;
  s.state = State::ending;
  s.asked = false;
  s.failures = known_to_hub ? 0 : most_farewells;
  s.next_attempt = now;
}

bool over(Subscription const& s, Timestamp now) {
  return s.state == State::ending && s.failures >= most_farewells && s.next_attempt <= now;
}

bool is_active(Subscription const& s, Timestamp now) {
  return s.state == State::active && s.lease_until && *s.lease_until > now;
}

bool lapse(Subscription& s, Timestamp now) {
  if (s.state != State::active || (s.lease_until && *s.lease_until > now)) return false;
  s.state = State::pending;
  s.lease_until.reset();
  return true;
}

Timestamp due(Subscription const& s) {
  bool const may_lapse = s.state == State::active && s.lease_until;
  return may_lapse ? std::min(s.next_attempt, *s.lease_until) : s.next_attempt;
}

}  // namespace rasid::push
