#include "daemon/cli/feeds.h"

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/feeds_table.h"
#include "daemon/cli/input.h"
#include "daemon/configuration/read_settings.h"
#include "daemon/control/client.h"
#include "daemon/control/socket_path.h"
#include "daemon/feeds_commands.h"
#include "daemon/store/sqlite_store.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

/// What a command needs of a configuration folder: no names and no watches, which take a while to read.
struct Place {
  configuration::Settings settings;
  std::vector<configuration::FeedSettings> feeds;
};

std::optional<Place> place_of(std::filesystem::path const& folder, std::filesystem::path const& store) {
  Diagnostics problems;
  Place place{configuration::read_settings(folder, problems), {}};
  bool const usable = !has_errors(problems);
  place.feeds = configuration::read_feeds(folder, problems);
  if (!store.empty()) place.settings.store = store;
  if (usable) return place;
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
  return std::nullopt;
}

std::optional<control::Answer> ask(Place const& place, std::string command, json::object arguments) {
  auto const sockets = control::sockets_to_try(place.settings.control_socket, place.settings.store);
  return control::ask(sockets, {std::move(command), std::move(arguments)});
}

int say(Error const& error) {
  fmt::print(stderr, "rasid: {}\n", error.code ? error.message() : error.doing);
  return failed;
}

/// Opens the store of a daemon that does not run; one that was never there is not made.
Result<std::unique_ptr<store::Store>> open_store(Place const& place) {
  if (!std::filesystem::exists(place.settings.store)) {
    return std::unexpected(Error{std::make_error_code(std::errc::no_such_file_or_directory),
                                 "no daemon answers, and opening its store " + place.settings.store.string()});
  }
  return store::open_sqlite_store(place.settings.store);
}

Result<json::array> from_store(Place const& place, bool only_failing) {
  auto const store = open_store(place);
  if (!store) return std::unexpected(store.error());
  auto const states = (*store)->feed_states();
  if (!states) return std::unexpected(states.error());
  std::unordered_map<std::string_view, store::FeedState const*> known;
  for (store::FeedState const& state : *states) known.emplace(state.feed.value, &state);
  std::vector<FeedStatus> all;
  for (configuration::FeedSettings const& feed : place.feeds) {
    auto const found = known.find(feed.id.value);
    bool const same = found != known.end() && found->second->url == feed.url;
    all.push_back(status_of(feed, same ? *found->second : store::FeedState{.feed = feed.id, .url = feed.url}));
  }
  auto const subscriptions = (*store)->push_subscriptions();
  if (!subscriptions) return std::unexpected(subscriptions.error());
  return feeds_command::to_json(all, *subscriptions, only_failing);
}

Result<FeedId> feed_named(Place const& place, std::string const& name) {
  for (configuration::FeedSettings const& feed : place.feeds) {
    if (feed.id.value == name || feed.url == name) return feed.id;
  }
  return control::refuse(fmt::format("no feed has the id or URL \"{}\"", name));
}

Result<> pause_in_store(Place const& place, std::string const& name, bool paused) {
  auto const id = feed_named(place, name);
  if (!id) return std::unexpected(id.error());
  auto const store = open_store(place);
  if (!store) return std::unexpected(store.error());
  auto states = (*store)->feed_states();
  if (!states) return std::unexpected(states.error());
  auto const feed = std::ranges::find(place.feeds, *id, &configuration::FeedSettings::id);
  auto const known = std::ranges::find(*states, *id, &store::FeedState::feed);
  store::FeedState state = known != states->end() ? *known : store::FeedState{.feed = *id, .url = feed->url};
  state.paused = paused;
  return (*store)->save_feed(state);
}

}  // namespace

int feeds(FeedsOptions const& options) {
  auto const place = place_of(options.config, options.store);
  if (!place) return wrong_input;
  json::array rows;
  if (auto answer = ask(*place, "feeds", {{"failing", options.failing}})) {
    if (!*answer) return say(answer->error());
    if (answer->value().is_array()) rows = std::move(answer->value().get_array());
  } else {
    auto stored = from_store(*place, options.failing);
    if (!stored) return say(stored.error());
    rows = *std::move(stored);
    if (!options.json) fmt::print(stderr, "no daemon answers; this is what the store says\n");
  }
  sort_feeds(rows, options.sort);
  if (options.json) {
    std::cout << json::serialize(rows) << '\n';
  } else {
    std::cout << feeds_table(rows, SystemClock{}.now());
  }
  return done;
}

int feeds_poll(FeedOrder const& order) {
  auto const place = place_of(order.config, order.store);
  if (!place) return wrong_input;
  auto const answer = ask(*place, "feeds.poll", {{"feed", order.feed}});
  if (!answer) return say({{}, "no daemon answers: start it, and it polls what is due"});
  if (!*answer) return say(answer->error());
  fmt::print("{} is polled at {}\n", order.feed, text_of(answer->value(), "next_poll"));
  return done;
}

int feeds_pause(FeedOrder const& order, bool paused) {
  auto const place = place_of(order.config, order.store);
  if (!place) return wrong_input;
  auto const answer = ask(*place, paused ? "feeds.pause" : "feeds.resume", {{"feed", order.feed}});
  if (answer && !*answer) return say(answer->error());
  if (!answer) {
    if (Result<> const stored = pause_in_store(*place, order.feed, paused); !stored) return say(stored.error());
  }
  fmt::print("{} is {}{}\n", order.feed, paused ? "paused" : "resumed",
             answer ? "" : ", from the daemon's next start on");
  return done;
}

}  // namespace rasid::cli
