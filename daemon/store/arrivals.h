#pragma once

#include <vector>

#include "daemon/store/article_rows.h"
#include "daemon/store/item_rows.h"
#include "daemon/store/retention_rows.h"
#include "daemon/store/store.h"

namespace rasid::store {

/// Stores what is new in the items of one document and returns it in order, each with its article's id, revision and
/// the story it was told under. Throws SQLite::Exception.
std::vector<Article> take_in(std::vector<Article> items, ArticleRows& articles, ItemRows& rows, RetentionRows& swept,
                             Totals& totals);

}  // namespace rasid::store
