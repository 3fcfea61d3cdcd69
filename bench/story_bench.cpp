// How fast articles are joined into stories. Made-up news: a tenth of the articles begin a story, the others are
// copies, rewrites or further reports of one of the last thousand; entities and words are common or rare as in real
// news. Reports what reading an article's traits costs (on a worker), what finding and remembering costs in memory, and
// the same with the store's table in batches of 64, all in one thread. Usage: story_bench [articles]
#include <fmt/format.h>
#include <stdlib.h>
#include <time.h>

#include <filesystem>
#include <random>
#include <stdexcept>

#include <SQLiteCpp/SQLiteCpp.h>

#include "daemon/store/schema.h"
#include "daemon/store/story_memory.h"
#include "daemon/stories/read_traits.h"

namespace {

using namespace rasid;
namespace fs = std::filesystem;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

constexpr std::size_t entities_in_all = 5'000;
constexpr std::size_t words_of_article = 450;

/// Reports and who they are about.
class News {
 public:
  News() {
    for (int i = 0; i < 40'000; ++i) {
      std::string word;
      for (auto n = 3 + random_() % 7; n > 0; --n) word += static_cast<char>('a' + random_() % 26);
      words_.push_back(std::move(word));
    }
    std::vector<entities::Entity> all(entities_in_all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].key = fmt::format("e{}", i);
      all[i].kind = i % 2 == 0 ? EntityKind::person : EntityKind::place;
      all[i].place_kind = i % 2 == 0 ? "" : i % 20 == 1 ? "country" : "city";
    }
    catalogue_ = entities::Catalogue(std::move(all));
  }

  struct Report {
    Article article;
    Extraction extraction;
  };

  Report next(std::size_t number) {
    bool const fresh = events_.empty() || random_() % 10 == 0;
    if (fresh) {
      events_.push_back(event());
      if (events_.size() > 1'000) events_.erase(events_.begin());
    }
    Event const& of = fresh ? events_.back() : events_[random_() % events_.size()];
    std::vector<std::string> words = of.words;
    if (!fresh && random_() % 3 != 0) {
      for (std::string& word : words) {
        if (random_() % 4 == 0) word = words_[rank(words_.size())];
      }
    }
    Report out{.article = {}, .extraction = {text::Document("", ""), "en", {}}};
    out.article.id.value = fmt::format("{:032x}", number);
    out.article.fetched = Timestamp{Duration{1'600'000'000'000 + static_cast<std::int64_t>(number) * 700}};
    for (std::size_t i = 0; i < words.size(); ++i) out.article.body += words[i] + (i % 17 == 16 ? ". " : " ");
    out.article.title = words[0] + " " + words[1] + " " + words[2];
    out.extraction.document = text::Document(out.article);
    std::uint32_t place = 0;
    for (std::uint32_t const entity : of.entities) {
      out.extraction.mentions.push_back({.range = {place, place + 5},
                                         .entity = static_cast<EntityIndex>(entity),
                                         .kind = entity % 2 == 0 ? EntityKind::person : EntityKind::place,
                                         .matched = {},
                                         .peeled = {}});
      place += 40;
    }
    return out;
  }

  [[nodiscard]] entities::Catalogue const& catalogue() const { return catalogue_; }

 private:
  struct Event {
    std::vector<std::string> words;
    std::vector<std::uint32_t> entities;
  };

  std::size_t rank(std::size_t size) {
    double const unit = static_cast<double>(random_()) / static_cast<double>(std::mt19937_64::max());
    return static_cast<std::size_t>(unit * unit * unit * static_cast<double>(size - 1));
  }
  Event event() {
    Event out;
    for (std::size_t i = 0; i < words_of_article; ++i) out.words.push_back(words_[rank(words_.size())]);
    for (int i = 0; i < 9; ++i) out.entities.push_back(static_cast<std::uint32_t>(rank(entities_in_all)));
    return out;
  }

  std::mt19937_64 random_{7};
  std::vector<std::string> words_;
  std::vector<Event> events_;
  entities::Catalogue catalogue_;
};

std::size_t in_memory(std::vector<stories::Traits> const& all, stories::Settings const& settings) {
  stories::Index index;
  std::size_t joined = 0;
  std::int64_t number = 0;
  for (stories::Traits const& traits : all) {
    auto const found = index.find(traits, settings);
    StoryId const story = found ? found->story : StoryId{fmt::format("sty_{:032x}", number)};
    for (std::int64_t const old : index.superfluous(story, traits.arrived, settings)) index.forget(old);
    index.add(++number, story, traits);
    joined += found ? 1 : 0;
  }
  return joined;
}

void with_store(std::vector<stories::Traits> const& all, stories::Settings const& settings, fs::path const& file) {
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000");
  if (!store::migrate(database)) throw std::runtime_error("the schema cannot be made");
  store::StoryMemory memory(database);
  std::int64_t number = 0;
  for (std::size_t at = 0; at < all.size();) {
    database.exec("BEGIN IMMEDIATE");
    for (std::size_t end = std::min(all.size(), at + 64); at < end; ++at) {
      auto const place = memory.find(all[at], settings);
      store::HandledArticle handled;
      handled.story = place ? place->story : StoryId{fmt::format("sty_{:032x}", number)};
      handled.copy_of = place ? place->copy_of : 0;
      handled.traits = all[at];
      handled.joining = settings;
      memory.remember(store::ArticleRow{++number}, handled);
    }
    database.exec("COMMIT");
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t const articles = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 40'000;
  stories::Settings const settings;
  News news;
  std::vector<stories::Traits> all;
  double reading = 0;
  for (std::size_t i = 0; i < articles; ++i) {
    News::Report const report = news.next(i);
    double const begin = cpu_seconds();
    all.push_back(stories::read_traits(report.article, report.extraction, news.catalogue()));
    reading += cpu_seconds() - begin;
  }
  double const count = static_cast<double>(articles);
  fmt::print("reading traits: {:.0f} articles/s\n", count / reading);
  double begin = cpu_seconds();
  std::size_t const joined = in_memory(all, settings);
  fmt::print("in memory: {:.0f} articles/s, {} of {} joined one before\n", count / (cpu_seconds() - begin), joined,
             articles);
  std::string folder = (fs::temp_directory_path() / "stories-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  begin = cpu_seconds();
  with_store(all, settings, fs::path(folder) / "stories.db");
  fmt::print("with the store's table: {:.0f} articles/s\n", count / (cpu_seconds() - begin));
  fs::remove_all(folder);
  return 0;
}
