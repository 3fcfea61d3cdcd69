#include "daemon/read_response.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/alerts/digest.h"
#include "daemon/feeds/article_of.h"
#include "daemon/feeds/feed.h"

namespace rasid {
namespace {

Reading failed(DueFeed const& due, std::string error, std::optional<Duration> retry_after = {}) {
  return {{PollOutcome::Kind::failed, std::move(error), retry_after, {}}, due.state, {}};
}

/// Goes back to the configured address after the one it had moved to failed. The validators go as well: they are of the
/// other address, and by them this one could claim that nothing is new.
void forget_move(store::FeedState& state) {
  if (state.moved_to.empty()) return;
  state.moved_to.clear();
  state.validators = {};
}

/// Reads the document of a 200 answer into `reading`.
Reading read_document(DueFeed const& due, fetch::Response const& response, configuration::Settings const& settings,
                      Timestamp now) {
  Reading reading{{.kind = PollOutcome::Kind::fetched, .fresh_for = response.fresh_for}, due.state, {}};
  std::string hash = alerts::digest128({response.body});
  if (hash != due.state.body_hash) {
    feeds::ParseContext context{response.url, response.header("content-type"), {}};
    context.limits.bytes = settings.limits.body_bytes;
    context.limits.entries = settings.most_items;
    std::string const type = response.header("content-type");
    context.content_type = type;
    auto const feed = feeds::parse_feed(response.body, context);
    if (!feed) return failed(due, feed.error().message());
    if (feed->ttl_minutes) {
      reading.outcome.fresh_for =
          std::max<Duration>(reading.outcome.fresh_for.value_or(Duration{0}), std::chrono::minutes{*feed->ttl_minutes});
    }
    for (feeds::Entry const& entry : feed->entries)
      reading.articles.push_back(feeds::article_of(due.feed.id, *feed, entry, now, settings.tracking));
    // Feeds list the newest first; stories are told from their beginning.
    std::ranges::reverse(reading.articles);
    for (Article& article : reading.articles) complete(article, due.feed);
    // What is missing of a document that broke off would be hidden by its validators for ever.
    if (std::ranges::any_of(reading.articles, &Article::partial)) return reading;
  }
  reading.state.body_hash = std::move(hash);
  reading.state.validators = response.validators;
  return reading;
}

}  // namespace

void complete(Article& article, configuration::FeedSettings const& feed) {
  if (article.language.empty()) article.language = feed.language;
  for (std::string const& tag : feed.tags) {
    if (std::ranges::find(article.tags, tag) == article.tags.end()) article.tags.push_back(tag);
  }
}

fetch::Request request_for(DueFeed const& due, configuration::Settings const& settings) {
  fetch::Request request;
  request.url = due.state.moved_to.empty() ? due.feed.url : due.state.moved_to;
  request.headers = {{"Accept",
                      "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
                      "application/json;q=0.8, */*;q=0.1"}};
  request.validators = due.state.validators;
  request.limits = settings.limits;
  request.allow_private_addresses = due.feed.allow_private;
  return request;
}

Reading read_response(DueFeed const& due, Result<fetch::Response> const& response,
                      configuration::Settings const& settings, Timestamp now) {
  if (!response) {
    Reading reading = failed(due, response.error().message());
    forget_move(reading.state);
    return reading;
  }
  // Of an address it had moved to, 410 says nothing about the configured one, which is asked once more.
  if (response->status == 410 && due.state.moved_to.empty())
    return {{PollOutcome::Kind::gone, "HTTP 410: the publisher says the feed is gone for good", {}, {}}, due.state, {}};
  Reading reading;
  if (response->not_modified()) {
    reading = {{.kind = PollOutcome::Kind::fetched, .fresh_for = response->fresh_for}, due.state, {}};
    reading.state.validators = response->validators;
  } else if (response->ok()) {
    reading = read_document(due, *response, settings, now);
  } else {
    reading =
        failed(due, fmt::format("HTTP {} after {}", response->status, to_text(response->took)), response->retry_after);
    forget_move(reading.state);
  }
  bool const good = reading.outcome.kind == PollOutcome::Kind::fetched;
  if (good && !response->moved_permanently_to.empty()) reading.state.moved_to = response->moved_permanently_to;
  return reading;
}

}  // namespace rasid
