#pragma once

#include <vector>

#include "daemon/configuration/settings.h"
#include "daemon/fetch/http.h"
#include "daemon/push/offer.h"
#include "daemon/scheduler/scheduler.h"
#include "extractors/model/article.h"
#include "extractors/model/result.h"

namespace rasid {

/// What a server's answer to a poll means.
struct Reading {
  PollOutcome outcome;
  store::FeedState state;  // the feed's, with what the answer taught: validators, hash of the body, new address
  /// What was wrong, in a word to count by: "timeout", "body-too-large", "http-503", "not-a-feed"; and "too-many-items"
  /// or "cut-short" of a document that was read as far as it goes. Empty where nothing was.
  std::string problem;
  std::vector<Article> articles;     // all that the document holds, whether seen before or not; oldest first
  std::optional<push::Offer> offer;  // the hub that pushes the feed, where the answer names one
};

/// parse: bytes → items. Reads the answer to a poll of `due`. Validators are kept only of a document that could be
/// read to its end: otherwise the next answer would be 304 and its articles never seen. Pure and safe on many threads.
Reading read_response(DueFeed const& due, Result<fetch::Response> const& response,
                      configuration::Settings const& settings, Timestamp now);

/// Adds to an article what its feed's configuration says: the language where it has none, and the feed's tags.
void complete(Article& article, configuration::FeedSettings const& feed);

/// The request that polls a feed: its current address, what we hold of it already, the limits in force.
fetch::Request request_for(DueFeed const& due, configuration::Settings const& settings);

}  // namespace rasid
