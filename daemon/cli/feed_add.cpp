#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/feed_probe.h"
#include "daemon/cli/input.h"
#include "daemon/configuration/feed_files.h"
#include "daemon/log/log.h"
#include "extractors/model/utf8.h"

namespace rasid::cli {
namespace {

using configuration::FeedSettings;
using configuration::FullText;

int refuse(std::string const& message, std::string const& remedy = {}) {
  fmt::print(stderr, "error: {}\n", message);
  if (!remedy.empty()) fmt::print(stderr, "  {}\n", remedy);
  return wrong_input;
}

/// Asks for the feed and fills what it says of itself; the exit status where it is none.
int ask_the_publisher(FeedAddOptions const& options, FeedSettings& feed) {
  Network const network(options.network, network_settings(options.network));
  auto const answer = probe(network, feed.url);
  if (!answer) {
    refuse(answer.error().message(), remedy_for(answer.error()));
    fmt::print(stderr, "  nothing was written; --no-fetch adds it unseen\n");
    return failed;
  }
  fetch::Response const& response = answer->response;
  if (!response.ok()) {
    refuse(fmt::format("{} answers HTTP {}", log::visible(feed.url), response.status),
           "nothing was written; --no-fetch adds it unseen");
    return failed;
  }
  if (!answer->feed) {
    refuse(fmt::format("{} is no feed: {}", log::visible(feed.url), answer->feed.error().message()));
    for (ProbedFeed const& found : discover(network, response))
      fmt::print(stderr, "  did you mean {} ({}, {} items)?\n", log::visible(found.url), found.type, found.items);
    return wrong_input;
  }
  if (!response.moved_permanently_to.empty()) {
    fmt::print(stderr, "note: {} has moved to {}\n", log::visible(feed.url),
               log::visible(response.moved_permanently_to));
    feed.url = response.moved_permanently_to;
  }
  if (feed.title.empty()) feed.title = make_valid_utf8(answer->feed->title);
  if (answer->feed->bozo)
    fmt::print(stderr, "note: the document is ill-formed and was mended: {}\n",
               log::visible(answer->feed->bozo_reason));
  fmt::print("{}: {} with {} items\n", log::visible(feed.url), feeds::to_text(answer->feed->format),
             answer->feed->entries.size());
  return done;
}

int add(FeedAddOptions const& options, FeedSettings feed, std::vector<configuration::ListedFeed> const& known) {
  auto const twin = [&]() { return configuration::find_feed(known, feed.url); };
  auto const say_twin = [&](configuration::ListedFeed const& there) {
    return refuse(fmt::format("{}:{}: the feed \"{}\" has this address already", there.file, there.line,
                              log::visible(there.feed.id.value)));
  };
  if (auto const* there = twin()) return say_twin(*there);
  if (!options.no_fetch) {
    if (int const status = ask_the_publisher(options, feed); status != done) return status;
    if (auto const* there = twin()) return say_twin(*there);
  }
  if (feed.id.empty()) feed.id.value = configuration::free_id(feed.title, feed.url, known);
  for (configuration::ListedFeed const& there : known) {
    if (there.feed.id == feed.id)
      return refuse(fmt::format("{}:{}: there is a feed \"{}\" already", there.file, there.line, feed.id.value),
                    "give this one another --id");
  }
  std::string name = feed.id.value;
  std::ranges::replace_if(
      name, [](char c) { return c == '/' || c == '.' || static_cast<unsigned char>(c) <= ' '; }, '-');
  name += ".yaml";
  std::string const content = configuration::feed_file("Added by: rasid feed add", {feed});
  if (auto const written = configuration::add_feed_file(options.network.config, name, content); !written) {
    refuse(written.error().message());
    return failed;
  }
  fmt::print("added \"{}\" in {}\n", log::visible(feed.id.value), (options.network.config / "feeds.d" / name).string());
  fmt::print("a running daemon polls it after: systemctl reload rasid (or kill -HUP its process)\n");
  return done;
}

}  // namespace

int feed_add(FeedAddOptions const& options) {
  Diagnostics problems;
  auto const known = configuration::list_feeds(options.network.config, problems);
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
  FeedSettings feed;
  feed.url = make_valid_utf8(with_scheme(options.url));
  if (!feed.url.starts_with("http://") && !feed.url.starts_with("https://"))
    return refuse("a feed's URL must start with https:// or http://");
  feed.id.value = make_valid_utf8(options.id);
  feed.title = make_valid_utf8(options.title);
  feed.language = make_valid_utf8(options.language);
  for (std::string const& tag : options.tags) feed.tags.push_back(make_valid_utf8(tag));
  if (!options.interval.empty()) {
    feed.interval = parse_duration(options.interval);
    if (!feed.interval || *feed.interval <= Duration{0})
      return refuse(fmt::format("--interval: \"{}\" is not a length of time", options.interval),
                    "write it as 10m or 1h");
  }
  if (options.full_text == "always") feed.full_text = FullText::always;
  if (options.full_text == "never") feed.full_text = FullText::never;
  feed.allow_private = options.network.allow_private;
  return add(options, std::move(feed), known);
}

}  // namespace rasid::cli
