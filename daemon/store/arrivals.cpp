#include "daemon/store/arrivals.h"

#include "daemon/alerts/digest.h"
#include "daemon/identity/fingerprint.h"
#include "daemon/identity/name_keys.h"

namespace rasid::store {
namespace {

class Arrivals {
 public:
  Arrivals(ArticleRows& articles, ItemRows& rows, Totals& totals) : articles_(articles), rows_(rows), totals_(totals) {}

  void add(Article item) {
    std::optional<ArticleRow> row = articles_.add(item);
    // Its name is another article's, as where a feed gives one GUID to many: what it says makes an id of its own.
    std::string const name = item.id.value;
    for (int turn = 0; !row; ++turn) {
      item.id.value = alerts::digest128({"same name", name, item.url, item.fingerprint.words, std::to_string(turn)});
      row = articles_.add(item);
    }
    rows_.add(*row, item);
    ++totals_.articles;
    ++totals_.unhandled;
    keep(std::move(item));
  }

  void meet(Article item, ItemRows::Candidate const& c) {
    bool const names_changed = item.guid != c.known.guid || item.url != c.known.url;
    bool const unknown = c.known.fingerprint.words.empty();
    bool const says_the_same = unknown || item.fingerprint.words == c.known.fingerprint.words;
    // What breaks off now was whole before: nothing of it is news.
    bool const worse = item.partial && !c.known.partial;
    if (names_changed || unknown) rows_.name(c.row, item);
    if (says_the_same || worse) {
      if (names_changed) articles_.rename(c.row, item);
      if (unknown || (says_the_same && c.known.partial && !item.partial)) rows_.know(c.row, item);
      return;
    }
    rows_.name(c.row, item);
    // Nobody has seen the text before where it is still unhandled, but handling it may be under way: it counts.
    if (!item.note.empty() && c.known.published) item.published = c.known.published;  // not the moment we saw it again
    item.completion = c.known.partial;
    item.revision = item.completion ? c.revision : c.revision + 1;
    articles_.replace(c.row, item);
    rows_.revise(c.row, item);
    if (c.handled) ++totals_.unhandled;
    keep(articles_.read(c.row));
  }

  std::vector<Article> fresh() && { return std::move(fresh_); }

 private:
  void keep(Article article) {
    article.fingerprint = {};
    fresh_.push_back(std::move(article));
  }

  ArticleRows& articles_;
  ItemRows& rows_;
  Totals& totals_;
  std::vector<Article> fresh_;
};

}  // namespace

std::vector<Article> take_in(std::vector<Article> items, ArticleRows& articles, ItemRows& rows, RetentionRows& swept,
                             Totals& totals) {
  if (items.empty()) return {};
  for (Article& item : items) {
    if (item.fingerprint.words.empty()) item.fingerprint = identity::fingerprint_of(item.title, item.body);
    if (item.fingerprint.names.empty()) item.fingerprint.names = identity::name_keys(item);
  }
  std::vector<ItemRows::Candidate> const candidates = rows.candidates(items);
  std::vector<identity::Known> known;
  known.reserve(candidates.size());
  for (ItemRows::Candidate const& c : candidates) known.push_back(c.known);
  std::vector<identity::Recognised> const recognised = identity::recognise(items, known);

  Arrivals arrivals(articles, rows, totals);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (recognised[i].repeat) continue;
    if (recognised[i].known) {
      arrivals.meet(std::move(items[i]), candidates[*recognised[i].known]);
    } else if (!swept.was_swept(items[i])) {
      arrivals.add(std::move(items[i]));
    }
  }
  return std::move(arrivals).fresh();
}

}  // namespace rasid::store
