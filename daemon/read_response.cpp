#include "daemon/read_response.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/alerts/digest.h"
#include "daemon/document_end.h"
#include "daemon/feeds/article_of.h"
#include "daemon/feeds/feed.h"
#include "daemon/fetch/url.h"

namespace rasid {
namespace {

Reading failed(DueFeed const& due, std::string problem, std::string error, std::optional<Duration> retry_after = {}) {
  return {{PollOutcome::Kind::failed, std::move(error), retry_after}, due.state, std::move(problem), {}, {}};
}

std::string_view name_of(std::error_code const& code) {
  if (code == feeds::FeedError::not_a_feed) return "not-a-feed";
  if (code == feeds::FeedError::too_large) return "body-too-large";
  if (code == feeds::FeedError::too_deep) return "too-deep";
  return code == feeds::FeedError::empty ? "empty" : "unreadable";
}

/// Only what is new since the state whose ETag was sent (RFC 3229).
bool is_delta(fetch::Response const& response) {
  return response.status == 226;
}

/// Goes back to the configured address after the one it had moved to failed. The validators go as well: they are of the
/// other address, and by them this one could claim that nothing is new.
void forget_move(store::FeedState& state) {
  if (state.moved_to.empty()) return;
  state.moved_to.clear();
  state.validators = {};
}

std::optional<Duration> in_minutes(std::optional<std::uint32_t> const& count) {
  if (!count) return std::nullopt;
  return std::chrono::minutes{*count};
}

/// What the document asks for replaces what the one before it did.
void take_hints(feeds::Feed const& feed, store::PollHints& hints) {
  hints.ttl = in_minutes(feed.ttl_minutes);
  hints.update_period = in_minutes(feed.update_minutes);
  hints.skip_hours = 0;
  hints.skip_days = 0;
  for (std::uint8_t const hour : feed.skip_hours) hints.skip_hours |= hour < 24 ? 1U << hour : 0;
  for (std::uint8_t const day : feed.skip_days) {
    if (day < 7) hints.skip_days = static_cast<std::uint8_t>(hints.skip_days | (1U << day));
  }
}

/// Reads the document of a 200 answer into `reading`.
Reading read_document(DueFeed const& due, fetch::Response const& response, configuration::Settings const& settings,
                      Timestamp now) {
  Reading reading{{.kind = PollOutcome::Kind::fetched}, due.state, {}, {}};
  reading.state.hints.fresh_for = response.fresh_for;
  std::string const& polled = due.state.moved_to.empty() ? due.feed.url : due.state.moved_to;
  reading.offer = push::offer_in(response, nullptr, polled);
  std::string hash = alerts::digest128({response.body});
  if (hash != due.state.body_hash) {
    feeds::ParseContext context{response.url, response.header("content-type"), {}};
    context.limits.bytes = settings.limits.body_bytes;
    context.limits.entries = settings.most_items;
    std::string const type = response.header("content-type");
    context.content_type = type;
    auto const feed = feeds::parse_feed(response.body, context);
    if (!feed) return failed(due, std::string(name_of(feed.error().code)), feed.error().message());
    if (feed->entries.size() >= settings.most_items) reading.problem = "too-many-items";
    take_hints(*feed, reading.state.hints);
    reading.offer = push::offer_in(response, &*feed, polled);
    for (feeds::Entry const& entry : feed->entries)
      reading.articles.push_back(feeds::article_of(due.feed.id, *feed, entry, now, settings.tracking));
    // Feeds list the newest first; stories are told from their beginning.
    std::ranges::reverse(reading.articles);
    for (Article& article : reading.articles) complete(article, due.feed);
  }
  // What is missing of a document that broke off would be hidden by its validators for ever.
  if (!reaches_its_end(response.body) || std::ranges::any_of(reading.articles, &Article::partial)) {
    reading.problem = "cut-short";
    return reading;
  }
  // A delta says nothing about the whole that a server without deltas sends next.
  reading.state.body_hash = is_delta(response) ? std::string{} : std::move(hash);
  reading.state.validators = response.validators;
  return reading;
}

bool at_same_origin(std::string const& a, std::string const& b) {
  auto const first = fetch::parse_url(a);
  auto const second = fetch::parse_url(b);
  return first && second && fetch::same_origin(*first, *second);
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
  // Of a long feed only what is new since then, where the server can (RFC 3229).
  if (!due.state.validators.etag.empty()) request.headers.emplace_back("A-IM", "feed");
  request.limits = settings.limits;
  request.allow_private_addresses = due.feed.allow_private;
  // Where the feed has moved to another origin, its secrets stay behind.
  if (due.feed.access && (due.state.moved_to.empty() || at_same_origin(due.feed.url, due.state.moved_to))) {
    request.access = due.feed.access;
  }
  return request;
}

Reading read_response(DueFeed const& due, Result<fetch::Response> const& response,
                      configuration::Settings const& settings, Timestamp now) {
  if (!response) {
    Reading reading = failed(due, std::string(fetch::name_of(response.error().code)), response.error().message());
    forget_move(reading.state);
    return reading;
  }
  // Of an address it had moved to, 410 says nothing about the configured one, which is asked once more.
  if (response->status == 410 && due.state.moved_to.empty())
    return {{PollOutcome::Kind::gone, "HTTP 410: the publisher says the feed is gone for good", {}},
            due.state,
            "http-410",
            {}};
  Reading reading;
  if (response->not_modified()) {
    reading = {{.kind = PollOutcome::Kind::fetched}, due.state, {}, {}};
    // What a 304 does not repeat stays as the last 200 had it (RFC 9111, section 3.2).
    if (response->fresh_for) reading.state.hints.fresh_for = response->fresh_for;
    reading.state.validators = response->validators;
  } else if (response->ok()) {
    reading = read_document(due, *response, settings, now);
  } else {
    reading = failed(due, fmt::format("http-{}", response->status),
                     fmt::format("HTTP {} after {}", response->status, to_text(response->took)), response->retry_after);
    forget_move(reading.state);
  }
  bool const good = reading.outcome.kind == PollOutcome::Kind::fetched;
  if (good && !response->moved_permanently_to.empty()) reading.state.moved_to = response->moved_permanently_to;
  return reading;
}

}  // namespace rasid
