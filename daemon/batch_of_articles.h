#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/decide.h"
#include "daemon/fetch/http.h"
#include "daemon/routing/silences.h"
#include "daemon/understand.h"

namespace rasid {

/// An article as it goes to the workers.
struct Enriched {
  Article article;
  std::optional<fetch::Response> page;  // where its text is to be read from the linked page
  std::optional<Timestamp> page_after;  // where that could not be had: when to ask again
};

/// What a worker made of a batch.
struct Understood {
  std::vector<Findings> findings;
  std::vector<std::pair<ArticleId, std::string>> failed;  // and what was thrown: a bug, which costs that article alone
};

/// Reads the pages of a batch and understands its articles, in order. Safe on many threads.
Understood understand_all(std::vector<Enriched> batch, configuration::Snapshot const& snapshot, Timestamp now,
                          routing::SilenceSet const& silences);

/// decide() for each, in order, within one job of the store's thread. What the store refuses of one leaves the others.
std::vector<Result<Decision>> decide_all(store::Store& store, std::vector<Findings> const& all,
                                         routing::Policies const& policies);

}  // namespace rasid
