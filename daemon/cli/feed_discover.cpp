#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/feed_probe.h"
#include "daemon/feeds/article_of.h"
#include "daemon/log/log.h"
#include "extractors/model/utf8.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

/// A page full of links is no reason to ask a publisher forty times.
constexpr std::size_t most_asked = 12;

Timestamp date_of(feeds::Entry const& entry) {
  return entry.published.value_or(entry.updated.value_or(Timestamp{}));
}

json::object as_json(ProbedFeed const& feed) {
  return {{"url", feed.url},
          {"title", feed.title},
          {"type", feed.type},
          {"items", feed.items},
          {"last", feed.last ? json::value(to_rfc3339(*feed.last)) : json::value()},
          {"comments", feed.comments}};
}

void print(std::vector<ProbedFeed> const& feeds, bool as_json_text) {
  if (as_json_text) {
    json::array all;
    for (ProbedFeed const& feed : feeds) all.push_back(as_json(feed));
    std::cout << json::serialize(all) << '\n';
    return;
  }
  for (ProbedFeed const& feed : feeds) {
    fmt::print("{}\n    {}{} · {} · {} item{}{}\n", log::visible(feed.url), log::visible(feed.title),
               feed.comments ? " (comments)" : "", feed.type, feed.items, feed.items == 1 ? "" : "s",
               feed.last ? ", the last of " + to_rfc3339(*feed.last) : "");
  }
}

}  // namespace

Result<Probe> probe(Network const& network, std::string const& url) {
  auto response = network.get(url, feed_accept);
  if (!response) return std::unexpected(response.error());
  std::string const type = response->header("content-type");
  feeds::ParseContext context{response->url, type, {}};
  context.limits.bytes = network.settings().limits.body_bytes;
  context.limits.entries = network.settings().most_items;
  Result<feeds::Feed> feed = feeds::parse_feed(response->body, context);
  return Probe{*std::move(response), std::move(feed)};
}

ProbedFeed describe(std::string url, feeds::Feed const& feed, std::string const& title) {
  ProbedFeed out{
      std::move(url), make_valid_utf8(feed.title), std::string(feeds::to_text(feed.format)), feed.entries.size(), {},
      false};
  if (out.title.empty()) out.title = title;
  for (feeds::Entry const& entry : feed.entries) {
    Timestamp const date = date_of(entry);
    if (date != Timestamp{} && (!out.last || date > *out.last)) out.last = date;
  }
  return out;
}

std::vector<ProbedFeed> discover(Network const& network, fetch::Response const& page) {
  std::vector<ProbedFeed> found;
  std::size_t asked = 0;
  auto const ask = [&](std::vector<feeds::FeedLink> const& links, bool only_first) {
    for (feeds::FeedLink const& link : links) {
      if (asked == most_asked || (only_first && !found.empty())) return;
      ++asked;
      auto const answer = probe(network, link.url);
      if (!answer || !answer->response.ok() || !answer->feed) continue;
      std::string const url = answer->response.url.empty() ? link.url : answer->response.url;
      auto const same = [&](ProbedFeed const& known) {
        return feeds::canonical_url(known.url) == feeds::canonical_url(url);
      };
      if (std::ranges::any_of(found, same)) continue;
      ProbedFeed feed = describe(url, *answer->feed, link.title);
      feed.comments = link.comments;
      auto const rank = [](ProbedFeed const& f) { return std::pair(f.comments, f.items == 0); };
      auto const place = std::ranges::upper_bound(found, rank(feed), {}, rank);
      found.insert(place, std::move(feed));
    }
  };
  ask(feeds::feeds_of_page(page.body, page.header("content-type"), page.url), false);
  if (found.empty()) {
    asked = 0;
    ask(feeds::well_known_feeds(page.url), true);
  }
  return found;
}

int feed_discover(FeedDiscoverOptions const& options) {
  Network const network(options.network, network_settings(options.network));
  std::string const url = with_scheme(options.url);
  auto const first = probe(network, url);
  if (!first) {
    fmt::print(stderr, "{}: error: {}\n", log::visible(url), first.error().message());
    if (auto const remedy = remedy_for(first.error()); !remedy.empty()) fmt::print(stderr, "  {}\n", remedy);
    return failed;
  }
  std::vector<ProbedFeed> found;
  if (first->feed) {
    found.push_back(describe(first->response.url, *first->feed, {}));
  } else if (first->response.ok()) {
    found = discover(network, first->response);
  } else {
    fmt::print(stderr, "{}: error: HTTP {}\n", log::visible(url), first->response.status);
    return failed;
  }
  if (found.empty()) {
    if (options.json) print(found, true);
    fmt::print(stderr, "{}: no feed found: the page names none, and there is none where sites usually have theirs\n",
               log::visible(url));
    return failed;
  }
  print(found, options.json);
  return done;
}

}  // namespace rasid::cli
