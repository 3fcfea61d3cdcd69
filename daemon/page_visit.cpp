#include "daemon/page_visit.h"

#include <algorithm>
#include <array>

#include "daemon/fetch/url.h"
#include "daemon/understand.h"
#include "extractors/page/page.h"

namespace rasid {
namespace {

using namespace std::chrono_literals;

/// Pauses before the second and later tries; the first two come with the feed's next visits.
constexpr std::array<Duration, 6> pauses{0ms, 0ms, 15min, 1h, 4h, 12h};
/// No publisher's wish keeps an article half for longer.
constexpr Duration longest_wish = 24h;

/// A page that is not there yet, or a server in trouble. Others mean what they say.
bool may_pass(int status) {
  constexpr std::array passing{404, 408, 425, 429};
  return status >= 500 || std::ranges::find(passing, status) != passing.end();
}

}  // namespace

bool wants_page(Article const& article, configuration::FeedSettings const& feed) {
  if (article.url.empty() || feed.full_text == configuration::FullText::never) return false;
  return feed.full_text == configuration::FullText::always || looks_like_summary(article.body);
}

fetch::Request page_request(Article const& article, configuration::FeedSettings const& feed,
                            configuration::Settings const& settings) {
  fetch::Request request;
  request.url = article.url;
  request.headers = {{"Accept", "text/html, application/xhtml+xml;q=0.9"}};
  request.limits = settings.limits;
  // What is allowed of the feed's host, and what its site asks for, go for its own pages, not for what it links to.
  auto const page = fetch::parse_url(article.url);
  auto const own = fetch::parse_url(feed.url);
  if (page && own) {
    request.allow_private_addresses = feed.allow_private && page->host == own->host;
    if (fetch::same_origin(*page, *own)) request.access = feed.access;
  }
  request.obey_robots = settings.fetching.obey_robots;
  return request;
}

std::optional<Timestamp> page_again(Article const& article, Result<fetch::Response> const& response, Timestamp now) {
  using fetch::FetchError;
  if (article.page_attempts >= pauses.size()) return std::nullopt;
  Duration pause = pauses[article.page_attempts];
  if (response) {
    if (!may_pass(response->status)) return std::nullopt;
    pause = std::max(pause, std::min(response->retry_after.value_or(Duration{0}), longest_wish));
  } else {
    auto const code = response.error().code;
    constexpr std::array lasting{FetchError::bad_url,        FetchError::forbidden_scheme,
                                 FetchError::forbidden_port, FetchError::forbidden_address,
                                 FetchError::body_too_large, FetchError::too_many_redirects};
    if (std::ranges::any_of(lasting, [&](FetchError error) { return code == error; })) return std::nullopt;
  }
  return now + pause;
}

void read_page(Article& article, fetch::Response const& response) {
  page::Page page = page::extract_page(response.body, response.header("content-type"), response.url);
  // A page that gives less than the feed did is a consent wall or a paywall.
  if (page.text.size() > article.body.size()) article.body = std::move(page.text);
  if (article.author.empty()) article.author = std::move(page.byline);
  if (!article.published) article.published = page.published;
}

}  // namespace rasid
