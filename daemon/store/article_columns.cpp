#include "daemon/store/article_columns.h"

#include "daemon/store/article_tags.h"

namespace rasid::store {

Article article_without_text(StatementUse const& use, int first) {
  Article a;
  a.id.value = use.text(first);
  a.feed.value = use.text(first + 1);
  a.guid = use.text(first + 2);
  a.url = use.text(first + 3);
  a.title = use.text(first + 4);
  a.author = use.text(first + 5);
  a.language = use.text(first + 6);
  a.tags = tags_of(use.text(first + 7));
  a.published = use.maybe_time(first + 8);
  a.updated = use.maybe_time(first + 9);
  a.fetched = use.time(first + 10);
  return a;
}

}  // namespace rasid::store
