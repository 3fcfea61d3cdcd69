#include "daemon/push_subscriber.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fmt/format.h>

#include "daemon/http_server/endpoint.h"

namespace rasid {

namespace asio = boost::asio;
using State = push::Subscription::State;

namespace {

/// Requests to hubs under way at once.
constexpr std::size_t most_asking = 8;
/// What a hub says to a request is of no use beyond its status.
constexpr std::uint64_t longest_answer = 64U << 10U;
constexpr Duration idle = std::chrono::minutes{1};

}  // namespace

PushSubscriber::PushSubscriber(Parts parts, PushReceiver& receiver)
    : at_(parts), receiver_(receiver), wake_(at_.io), tasks_(at_.io.get_executor(), [this](std::exception_ptr const&) {
        at_.log.error("a task of the push subscriber failed; this is a bug");
      }) {}

asio::awaitable<void> PushSubscriber::load() {
  auto known = co_await at_.store.run([](store::Store& store) { return store.push_subscriptions(); });
  if (known) {
    for (push::Subscription& subscription : *known) keep(std::move(subscription), false);
  } else {
    at_.log.error("what hubs push cannot be read from the store; all is asked for anew",
                  {{"error", known.error().message()}});
  }
}

void PushSubscriber::configure(Snapshot snapshot) {
  snapshot_ = std::move(snapshot);
  auto const& settings = snapshot_->settings;
  Timestamp const now = at_.clock.now();
  timing_ = {.floor = settings.polling.floor, .scale = settings.polling.time_scale};
  if (settings.push) timing_.lease = settings.push->lease;

  std::vector<push::Subscription> moved;  // to another public address
  for (auto& [token, held] : all_) {
    configuration::FeedSettings const* const feed = snapshot_->feed(held.is.feed);
    if (feed != nullptr) held.allow_private = feed->allow_private;
    if (held.is.state == State::ending) continue;
    push::Offer const offer{held.is.hub, held.is.topic};
    bool const wanted = settings.push && feed != nullptr && feed->url == held.is.feed_url;
    if (wanted && push::serves(held.is, offer, settings.push->public_url)) continue;
    if (wanted) moved.push_back(push::subscribe(feed->id, feed->url, offer, settings.push->public_url, now));
    give_up(held, now);
  }
  for (push::Subscription& subscription : moved) {
    bool const allow_private = snapshot_->feed(subscription.feed)->allow_private;
    keep(std::move(subscription), allow_private);
  }
  listen();
  wake_.cancel();
}

// subscribe -----------------------------------------------------------------------------------------------------------

void PushSubscriber::offered(configuration::FeedSettings const& feed, push::Offer const& offer) {
  auto const& settings = snapshot_->settings.push;
  if (!settings || stopping_) return;
  Timestamp const now = at_.clock.now();
  if (auto const known = of_feed_.find(feed.id); known != of_feed_.end()) {
    Held& held = all_.at(known->second);
    if (push::serves(held.is, offer, settings->public_url)) return;
    give_up(held, now);
  }
  keep(push::subscribe(feed.id, feed.url, offer, settings->public_url, now), feed.allow_private);
  wake_.cancel();
}

std::vector<store::PushSubscription> PushSubscriber::subscriptions() const {
  std::vector<store::PushSubscription> all;
  for (auto const& [feed, token] : of_feed_) {
    if (auto const held = all_.find(token); held != all_.end()) all.push_back(held->second.is);
  }
  return all;
}

std::optional<Duration> PushSubscriber::poll_pause(FeedId const& feed) const {
  auto const& settings = snapshot_->settings.push;
  auto const token = of_feed_.find(feed);
  if (!settings || token == of_feed_.end()) return std::nullopt;
  return push::is_active(all_.at(token->second).is, at_.clock.now()) ? std::optional(settings->poll_interval)
                                                                     : std::nullopt;
}

asio::awaitable<void> PushSubscriber::run() {
  while (!stopping_) {
    Timestamp const now = at_.clock.now();
    attend_to_due(now);
    listen();
    // An end of a request, an offer, a reload and stop() cancel the timer.
    Timestamp next = now + idle;
    if (asking_ < most_asking && !due_.empty()) next = std::min(next, due_.begin()->first);
    wake_.expires_after(std::max(next - now, Duration{1}));
    co_await wake_.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  server_.reset();
  co_await tasks_.wait(idle);
}

void PushSubscriber::stop() {
  stopping_ = true;
  wake_.cancel();
}

void PushSubscriber::attend_to_due(Timestamp now) {
  while (!due_.empty() && due_.begin()->first <= now && asking_ < most_asking) {
    std::string const token = due_.begin()->second;
    Held& held = all_.at(token);
    if (push::over(held.is, now)) {
      forget(token);
    } else if (push::lapse(held.is, now)) {
      at_.log.warning("a hub's lease ended without a renewal; the feed is polled", {{"feed", held.is.feed.value}});
      receiver_.unpushed(held.is.feed);
      changed(held);
    } else if (server_) {
      push::asking(held.is, timing_, now);
      ++asking_;
      place(held);
      tasks_.spawn(ask(token));
    } else if (held.is.state == State::ending && !snapshot_->settings.push) {
      forget(token);  // no hub could verify it; the lease ends by itself
    } else {
      held.is.next_attempt = now + idle;
      place(held);
    }
  }
}

asio::awaitable<void> PushSubscriber::ask(std::string token) {
  try {
    co_await send_request(token);
  } catch (std::exception const& e) {
    at_.log.error("asking a hub failed; this is a bug", {{"error", e.what()}});
  }
  --asking_;
  wake_.cancel();
}

asio::awaitable<void> PushSubscriber::send_request(std::string token) {
  push::Subscription asked = all_.at(token).is;
  fetch::Request request{.url = asked.hub, .method = "POST"};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = push::request_body(asked, timing_);
  request.limits = snapshot_->settings.limits;
  request.limits.body_bytes = longest_answer;
  request.allow_private_addresses = all_.at(token).allow_private;
  // First stored, then said: a hub must not know a callback that a restart would forget.
  bool const stored = co_await save(asked);
  if (!stored) co_return;
  Result<fetch::Response> response = co_await at_.fetcher.fetch(std::move(request));

  Held* const held = find(token);
  if (held == nullptr || (response && response->ok())) co_return;  // else its verification follows
  if (!response && response.error().code == fetch::FetchError::cancelled) co_return;
  ++counts_.failed;
  std::string why = response ? fmt::format("HTTP {}", response->status) : response.error().message();
  Timestamp const now = at_.clock.now();
  push::failed(held->is, why, response ? response->retry_after : std::nullopt, timing_, now);
  changed(*held);
  at_.log.warning("a hub did not take a request; the feed is polled meanwhile",
                  {{"feed", held->is.feed.value},
                   {"hub", held->is.hub},
                   {"error", why},
                   {"next_try_in", to_text(std::chrono::round<std::chrono::seconds>(held->is.next_attempt - now))}});
}

// ---------------------------------------------------------------------------------------------------------------------

/// The listener is there while push is configured, and afterwards until hubs have verified that we want no more.
void PushSubscriber::listen() {
  auto const& settings = snapshot_->settings.push;
  if (!settings) {
    bool const farewells =
        std::ranges::any_of(all_, [](auto const& one) { return one.second.is.state == State::ending; });
    if (!farewells) server_.reset();
    return;
  }
  bool const same = server_ && listening_as_ && listening_as_->listen == settings->listen &&
                    listening_as_->connections == settings->connections;
  if (stopping_ || same) return;
  server_.reset();
  http_server::Limits limits;
  limits.body_bytes = snapshot_->settings.limits.body_bytes;
  limits.body_time = snapshot_->settings.limits.total;
  limits.connections = settings->connections;
  auto server = std::make_unique<http_server::Server>(at_.io.get_executor(), *this, limits);
  auto const port = server->listen(http_server::parse_endpoint(settings->listen).value());
  if (!port) {
    // Said once; tried again each minute.
    if (!std::exchange(listening_failed_, true))
      at_.log.error("hubs cannot reach the daemon; feeds are polled",
                    {{"error", port.error().message()}, {"remedy", "give push.listen in rasid.yaml a free port"}});
    return;
  }
  listening_failed_ = false;
  server_ = std::move(server);
  listening_as_ = settings;
  at_.log.info("hubs are listened to", {{"listen", settings->listen}, {"public_url", settings->public_url}});
}

PushSubscriber::Held* PushSubscriber::find(std::string_view token) {
  auto const found = all_.find(std::string(token));
  return found == all_.end() ? nullptr : &found->second;
}

void PushSubscriber::keep(push::Subscription subscription, bool allow_private) {
  std::string const token = subscription.token;
  if (subscription.state != State::ending) of_feed_[subscription.feed] = token;
  Held& held = all_[token];
  held = {std::move(subscription), allow_private, false, {}};
  held.due = push::due(held.is);
  due_.emplace(held.due, token);
}

/// To be stored, when the store has the time for it.
void PushSubscriber::changed(Held& held) {
  place(held);
  tasks_.spawn(store_one(held.is));
}

/// Gives it its place among those that wait.
void PushSubscriber::place(Held& held) {
  due_.erase({held.due, held.is.token});
  held.due = push::due(held.is);
  due_.emplace(held.due, held.is.token);
}

void PushSubscriber::give_up(Held& held, Timestamp now) {
  bool const was_active = push::is_active(held.is, now);
  push::end(held.is, now);
  if (auto const current = of_feed_.find(held.is.feed); current != of_feed_.end() && current->second == held.is.token)
    of_feed_.erase(current);
  changed(held);
  if (was_active) receiver_.unpushed(held.is.feed);
}

void PushSubscriber::forget(std::string token) {
  auto const found = all_.find(token);
  due_.erase({found->second.due, token});
  auto const current = of_feed_.find(found->second.is.feed);
  if (current != of_feed_.end() && current->second == token) of_feed_.erase(current);
  all_.erase(found);
  tasks_.spawn(forget_stored(std::move(token)));
}

asio::awaitable<void> PushSubscriber::forget_stored(std::string token) {
  auto const forget = [gone = std::move(token)](store::Store& store) { return store.forget_push(gone); };
  Result<> const done = co_await at_.store.run(forget);
  if (!done) at_.log.error("a subscription cannot be forgotten", {{"error", done.error().message()}});
}

asio::awaitable<void> PushSubscriber::store_one(push::Subscription subscription) {
  co_await save(std::move(subscription));
}

asio::awaitable<bool> PushSubscriber::save(push::Subscription subscription) {
  auto const save = [kept = std::move(subscription)](store::Store& store) { return store.save_push(kept); };
  Result<> const saved = co_await at_.store.run(save);
  if (!saved) at_.log.error("a subscription cannot be stored", {{"error", saved.error().message()}});
  co_return saved.has_value();
}

}  // namespace rasid
