#pragma once

#include <optional>

#include "daemon/configuration/settings.h"
#include "daemon/fetch/http.h"
#include "extractors/model/article.h"
#include "extractors/model/result.h"

namespace rasid {

/// What came of asking for the page that an article links to.
struct PageVisit {
  std::optional<fetch::Response> page;  // HTML that may hold its text
  std::optional<Timestamp> again;       // it could not be had now and may be later: not before this
  bool cut_off = false;                 // the daemon is stopping: nobody knows
};

/// True where the text is to be read from the page: the item carries only a summary, or the configuration says so.
bool wants_page(Article const& article, configuration::FeedSettings const& feed);

fetch::Request page_request(Article const& article, configuration::FeedSettings const& feed,
                            configuration::Settings const& settings);

/// When to ask for a page again after `response`: growing pauses and the server's Retry-After, six times over some 18
/// hours. Nothing after an answer that will stay the same (410, 401, 403 …) or when it was asked often enough.
std::optional<Timestamp> page_again(Article const& article, Result<fetch::Response> const& response, Timestamp now);

/// Puts the page's text, author and date into the article where they are better than the feed's. For a worker.
void read_page(Article& article, fetch::Response const& page);

}  // namespace rasid
