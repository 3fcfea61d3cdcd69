#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "extractors/model/article.h"

namespace rasid {

/// Which articles are queued or being handled, so that revisions of one are handled one after another. For one thread.
class ArticlesInHand {
 public:
  enum class Otherwise : bool { forget, hold };

  /// Takes those into hand that are not, and returns them. What is in hand already is held until done(), the newest
  /// alone, or forgotten.
  std::vector<Article> take(std::vector<Article> articles, Otherwise otherwise);

  /// The handling of these is over. Returns what was held of them meanwhile, which stays in hand.
  std::vector<Article> done(std::vector<ArticleId> const& ids);

 private:
  std::unordered_map<ArticleId, std::optional<Article>> held_;  // by what is in hand
};

}  // namespace rasid
