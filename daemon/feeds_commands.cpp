#include "daemon/feeds_commands.h"

#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "daemon/pipeline.h"

namespace rasid::feeds_command {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

json::value time_or_null(std::optional<Timestamp> const& time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

using Push = store::PushSubscription;

char const* to_text(Push::State state) {
  switch (state) {
    case Push::State::pending:
      return "pending";
    case Push::State::active:
      return "active";
    case Push::State::refused:
      return "refused";
    case Push::State::ending:
      return "ending";
  }
  return "unknown";
}

json::value to_json(Push const* push) {
  if (push == nullptr) return nullptr;
  return json::object{{"hub", push->hub},
                      {"state", to_text(push->state)},
                      {"lease_until", time_or_null(push->lease_until)},
                      {"error", push->last_error}};
}

json::object to_json(FeedStatus const& feed, Push const* push) {
  return {{"id", feed.feed.value},
          {"title", feed.title},
          {"url", feed.url},
          {"state", to_text(feed.health)},
          {"last_success", time_or_null(feed.last_success)},
          {"next_poll", time_or_null(feed.next_poll)},
          {"items_per_day", std::round(feed.items_per_day * 100) / 100},
          {"items", feed.items},
          {"polls", feed.polls},
          {"failures", feed.failures},
          {"failing_since", time_or_null(feed.failing_since)},
          {"error", feed.error},
          {"push", to_json(push)}};
}

Result<FeedId> feed_named(Pipeline const& pipeline, control::Request const& request) {
  std::string const name = request.text("feed");
  if (auto feed = pipeline.scheduler().find(name)) return *feed;
  return control::refuse(fmt::format("no feed has the id or URL \"{}\"", name));
}

}  // namespace

json::array to_json(std::span<FeedStatus const> feeds, std::span<Push const> subscriptions, bool only_failing) {
  std::unordered_map<std::string_view, Push const*> by_feed;
  for (Push const& push : subscriptions) {
    if (push.state != Push::State::ending) by_feed[push.feed.value] = &push;
  }
  json::array all;
  for (FeedStatus const& feed : feeds) {
    bool const fails = feed.health == FeedStatus::Health::failing || feed.health == FeedStatus::Health::gone;
    if (fails || !only_failing) {
      auto const push = by_feed.find(feed.feed.value);
      all.push_back(to_json(feed, push == by_feed.end() ? nullptr : push->second));
    }
  }
  return all;
}

asio::awaitable<control::Answer> list(Pipeline& pipeline, control::Request const& request) {
  std::vector<FeedStatus> const feeds = pipeline.scheduler().status();
  co_return to_json(feeds, pipeline.push().subscriptions(), request.flag("failing"));
}

asio::awaitable<control::Answer> poll(Pipeline& pipeline, control::Request const& request) {
  Result<FeedId> feed = feed_named(pipeline, request);
  if (!feed) co_return std::unexpected(feed.error());
  Timestamp const when = pipeline.poll_soon(*feed);
  co_return json::object{{"id", feed->value}, {"next_poll", to_rfc3339(when)}};
}

asio::awaitable<control::Answer> pause(Pipeline& pipeline, control::Request const& request, bool paused) {
  Result<FeedId> feed = feed_named(pipeline, request);
  if (!feed) co_return std::unexpected(feed.error());
  Result<> const stored = co_await pipeline.pause_feed(*feed, paused);
  if (!stored) co_return std::unexpected(stored.error());
  co_return json::object{{"id", feed->value}, {"state", paused ? "paused" : "resumed"}};
}

}  // namespace rasid::feeds_command
