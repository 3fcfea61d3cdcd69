#include "daemon/store/story_memory.h"

#include "daemon/store/statement_use.h"

namespace rasid::store {
namespace {

/// Nearly the same text: nothing is lost where one is remembered for both.
constexpr double nearly_the_same = 0.85;
/// Forgotten with one article at most, so that a smaller setting is no stall.
constexpr std::size_t most_forgotten = 64;

}  // namespace

StoryMemory::StoryMemory(SQLite::Database& database)
    : all_(database, "SELECT article, story, traits FROM story_articles ORDER BY seq"),
      add_(database, "INSERT INTO story_articles (article, story, traits) VALUES (?1, ?2, ?3)"),
      forget_(database, "DELETE FROM story_articles WHERE article = ?1") {}

std::optional<StoryPlace> StoryMemory::find(stories::Traits const& traits, stories::Settings const& settings) {
  if (!read_) read();
  auto found = index_.find(traits, settings);
  if (!found) return std::nullopt;
  bool const copy = found->likeness == stories::Likeness::copy && found->score >= nearly_the_same;
  return StoryPlace{std::move(found->story), copy ? found->member : 0};
}

void StoryMemory::remember(ArticleRow row, HandledArticle const& handled) {
  if (handled.joining.join == stories::Join::identical || handled.traits.empty()) return;
  if (!read_) read();
  auto const article = static_cast<std::int64_t>(row);
  forget(article);
  if (handled.copy_of != 0) forget(handled.copy_of);
  auto superfluous = index_.superfluous(handled.story, handled.traits.arrived, handled.joining);
  if (superfluous.size() > most_forgotten) superfluous.resize(most_forgotten);
  for (std::int64_t const old : superfluous) forget(old);
  std::string const bytes = stories::to_bytes(handled.traits);
  StatementUse(add_, article, handled.story, Blob{bytes}).run();
  index_.add(article, handled.story, handled.traits);
}

void StoryMemory::read() {
  index_.clear();
  StatementUse use(all_);
  while (use.step()) {
    // What another build wrote otherwise is forgotten: it costs the join of a day's articles, no more.
    if (auto const traits = stories::traits_from(use.blob(2))) index_.add(use.number(0), {use.text(1)}, *traits);
  }
  read_ = true;
}

void StoryMemory::forget(ArticleRow article) {
  forget(static_cast<std::int64_t>(article));
}

void StoryMemory::forget(std::int64_t article) {
  StatementUse(forget_, article).run();
  index_.forget(article);
}

}  // namespace rasid::store
