#include "daemon/articles_in_hand.h"

#include <utility>

namespace rasid {

std::vector<Article> ArticlesInHand::take(std::vector<Article> articles, Otherwise otherwise) {
  std::vector<Article> taken;
  taken.reserve(articles.size());
  for (Article& article : articles) {
    auto const [entry, free] = held_.try_emplace(article.id);
    if (free) {
      taken.push_back(std::move(article));
    } else if (otherwise == Otherwise::hold) {
      entry->second = std::move(article);
    }
  }
  return taken;
}

std::vector<Article> ArticlesInHand::done(std::vector<ArticleId> const& ids) {
  std::vector<Article> next;
  for (ArticleId const& id : ids) {
    auto const entry = held_.find(id);
    if (entry == held_.end()) continue;
    if (std::optional<Article> held = std::exchange(entry->second, std::nullopt)) {
      next.push_back(*std::move(held));
    } else {
      held_.erase(entry);
    }
  }
  return next;
}

}  // namespace rasid
