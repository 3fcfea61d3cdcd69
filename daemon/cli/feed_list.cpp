#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/feed_commands.h"
#include "daemon/configuration/feed_files.h"
#include "daemon/log/log.h"
#include "extractors/model/utf8.h"

namespace rasid::cli {

namespace json = boost::json;
using configuration::FeedSettings;
using configuration::ListedFeed;

namespace {

/// The configured feeds; says what is wrong with their files.
std::vector<ListedFeed> read(std::filesystem::path const& config, bool& wrong) {
  Diagnostics problems;
  auto feeds = configuration::list_feeds(config, problems);
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
  wrong = has_errors(problems);
  return feeds;
}

std::string joined(std::vector<std::string> const& tags) {
  std::string out;
  for (std::string const& tag : tags) out += (out.empty() ? "" : ", ") + tag;
  return out;
}

char const* to_text(configuration::FullText full_text) {
  if (full_text == configuration::FullText::always) return "always";
  return full_text == configuration::FullText::never ? "never" : "auto";
}

std::string interval_of(FeedSettings const& feed) {
  return feed.interval ? rasid::to_text(*feed.interval) : "";
}

json::object as_json(ListedFeed const& listed) {
  FeedSettings const& feed = listed.feed;
  return {{"id", feed.id.value},
          {"url", feed.url},
          {"title", feed.title},
          {"lang", feed.language},
          {"tags", json::array(feed.tags.begin(), feed.tags.end())},
          {"interval", feed.interval ? json::value(interval_of(feed)) : json::value()},
          {"full_text", to_text(feed.full_text)},
          {"allow_private", feed.allow_private},
          {"file", listed.file},
          {"line", listed.line}};
}

std::string padded(std::string text, std::size_t width) {
  std::size_t const length = code_points(text);
  return text + std::string(length < width ? width - length : 0, ' ');
}

void print_table(std::vector<ListedFeed> const& feeds) {
  std::vector<std::array<std::string, 5>> rows{{"ID", "LANG", "INTERVAL", "TAGS", "URL"}};
  for (auto const& [feed, file, line] : feeds) {
    rows.push_back({log::visible(feed.id.value), log::visible(feed.language), interval_of(feed),
                    log::visible(joined(feed.tags)), log::visible(feed.url)});
  }
  std::array<std::size_t, 5> widths{};
  for (auto const& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], code_points(row[i]));
  }
  for (auto const& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) fmt::print("{}  ", padded(row[i], widths[i]));
    fmt::print("{}\n", row.back());
  }
}

ListedFeed const* find_or_say(std::vector<ListedFeed> const& feeds, std::string const& name) {
  if (auto const* found = configuration::find_feed(feeds, name)) return found;
  std::vector<std::string> ids;
  for (ListedFeed const& listed : feeds) ids.push_back(listed.feed.id.value);
  fmt::print(stderr, "error: no feed \"{}\" is configured", log::visible(name));
  auto const near = nearest(name, ids);
  if (!near.empty()) fmt::print(stderr, "; did you mean \"{}\"?", log::visible(near.front()));
  fmt::print(stderr, "\n");
  return nullptr;
}

}  // namespace

int feed_list(FeedListOptions const& options) {
  bool wrong = false;
  auto const feeds = read(options.config, wrong);
  if (options.json) {
    json::array all;
    for (ListedFeed const& listed : feeds) all.push_back(as_json(listed));
    std::cout << json::serialize(all) << '\n';
  } else if (!feeds.empty()) {
    print_table(feeds);
  } else {
    fmt::print(stderr, "no feeds; add one: rasid feed add URL\n");
  }
  return wrong ? wrong_input : done;
}

int feed_show(FeedNameOptions const& options) {
  bool wrong = false;
  auto const feeds = read(options.config, wrong);
  ListedFeed const* const found = find_or_say(feeds, options.feed);
  if (found == nullptr) return wrong_input;
  if (options.json) {
    std::cout << json::serialize(as_json(*found)) << '\n';
    return done;
  }
  FeedSettings const& feed = found->feed;
  fmt::print("id        {}\ntitle     {}\nurl       {}\n", log::visible(feed.id.value), log::visible(feed.title),
             log::visible(feed.url));
  if (!feed.language.empty()) fmt::print("lang      {}\n", log::visible(feed.language));
  if (!feed.tags.empty()) fmt::print("tags      {}\n", log::visible(joined(feed.tags)));
  fmt::print("interval  {}\n", feed.interval ? interval_of(feed) : "as polling.interval says");
  fmt::print("full_text {}\n", to_text(feed.full_text));
  if (feed.allow_private) fmt::print("allow_private: may be on loopback or in a private range\n");
  fmt::print("file      {}:{}\n", (options.config / found->file).string(), found->line);
  return done;
}

int feed_remove(FeedNameOptions const& options) {
  bool wrong = false;
  auto const feeds = read(options.config, wrong);
  ListedFeed const* const found = find_or_say(feeds, options.feed);
  if (found == nullptr) return wrong_input;
  if (auto const removed = configuration::remove_feed(options.config, *found); !removed) {
    bool const by_hand = removed.error().code == std::errc::not_supported;
    fmt::print(stderr, "error: {}\n",
               by_hand ? fmt::format("{}:{}: the file is written in a way that this command does not edit", found->file,
                                     found->line)
                       : removed.error().message());
    if (by_hand) fmt::print(stderr, "  take its lines out with an editor; nothing was changed\n");
    return failed;
  }
  fmt::print("removed \"{}\" from {}\n", log::visible(found->feed.id.value), (options.config / found->file).string());
  fmt::print("a running daemon stops polling it after: systemctl reload rasid (or kill -HUP its process)\n");
  return done;
}

}  // namespace rasid::cli
