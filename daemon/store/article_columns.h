#pragma once

#include "daemon/store/statement_use.h"
#include "extractors/model/article.h"

namespace rasid::store {

/// What every reader of an article takes of the table `articles a`, its text apart, which is the long one.
inline constexpr char const* article_columns =
    "a.id, a.feed, a.guid, a.url, a.title, a.author, a.language, a.tags, a.published, a.updated, a.fetched";
inline constexpr int article_column_count = 11;

/// The article whose article_columns begin at column `first`; without its text.
Article article_without_text(StatementUse const& use, int first);

}  // namespace rasid::store
