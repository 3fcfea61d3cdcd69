// How fast stored articles are held against watches, end to end from SQLite: a database of articles of 3 KB with a
// dozen mentions each is made, then 100 watches go through it. CPU time of one core. Usage: backtest_bench [articles]
// [watches]; RASID_BENCH_DIR says where the database is put.
#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <time.h>

#include <filesystem>
#include <random>
#include <stdexcept>

#include "daemon/archive_scan.h"
#include "daemon/store/sqlite_store.h"
#include "rules/load_watches.h"

namespace {

using namespace rasid;
namespace fs = std::filesystem;

constexpr std::size_t entities_in_all = 20'000;
constexpr std::size_t body_bytes = 3'000;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

class World {
 public:
  World() {
    constexpr char const* letters[] = {"ا", "ل", "ي", "م", "و", "ن", "ر", "ت", "ب",
                                       "ة", "ع", "د", "س", "ف", "ه", "ك", "ق"};
    for (int i = 0; i < 50'000; ++i) {
      std::string word;
      bool const arabic = i % 4 != 0;
      for (auto n = 3 + random_() % 6; n > 0; --n) {
        word +=
            arabic ? letters[random_() % std::size(letters)] : std::string(1, static_cast<char>('a' + random_() % 26));
      }
      words_.push_back(std::move(word));
    }
    std::vector<entities::Entity> all(entities_in_all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].key = fmt::format("e{}", i);
      all[i].kind = i % 2 == 0 ? EntityKind::person : EntityKind::place;
    }
    catalogue = std::make_shared<entities::Catalogue const>(std::move(all));
  }

  /// The common ones often.
  std::size_t rank(std::size_t size) {
    double const unit = static_cast<double>(random_()) / static_cast<double>(std::mt19937_64::max());
    return static_cast<std::size_t>(unit * unit * unit * static_cast<double>(size - 1));
  }
  std::string const& word() { return words_[rank(words_.size())]; }
  std::string const& any_word() { return words_[random_() % words_.size()]; }
  std::string body() {
    std::string out;
    while (out.size() < body_bytes) {
      out += word();
      out += random_() % 14 == 0 ? ". " : random_() % 80 == 0 ? ".\n\n" : " ";
    }
    return out;
  }
  std::string condition() {
    auto const entity = [&] {
      std::size_t const which = rank(entities_in_all);
      return fmt::format("{}:e{}", which % 2 == 0 ? "actor" : "place", which);
    };
    switch (random_() % 5) {
      case 0:
        return entity() + " AND " + entity();
      case 1:
        return fmt::format("{} AND ({} OR {}*)", entity(), any_word(), any_word());
      case 2:
        return fmt::format("sentence({} AND {})", any_word(), word());
      case 3:
        return fmt::format("{} NEAR/10 {}", any_word(), word());
      default:
        return fmt::format("\"{} {}\" OR {} NOT {}", any_word(), any_word(), any_word(), word());
    }
  }

  std::shared_ptr<entities::Catalogue const> catalogue;

 private:
  std::mt19937_64 random_{42};
  std::vector<std::string> words_;
};

/// Straight into the tables: making it is not what is measured.
void fill(fs::path const& file, World& world, std::size_t articles) {
  if (auto made = store::open_sqlite_store(file); !made) throw std::runtime_error(made.error().message());
  SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
  database.exec("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL");
  SQLite::Transaction all(database);
  SQLite::Statement article(
      database,
      "INSERT INTO articles (id, feed, guid, url, title, author, language, tags, published, fetched,"
      " handled, story, body) VALUES (?1, 'feed', ?1, 'https://a.example/' || ?1, ?2, '', 'ar', '[]',"
      " ?3, ?3, 1, ?1, ?4)");
  SQLite::Statement mention(
      database,
      "INSERT INTO mentions (article, ordinal, entity, kind, first, past, surface, method, confidence)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'x', 'name', 1)");
  for (std::size_t i = 0; i < articles; ++i) {
    article.bind(1, fmt::format("{:032x}", i));
    article.bind(2, world.word() + " " + world.word() + " " + world.word());
    article.bind(3, static_cast<std::int64_t>(1'600'000'000'000 + static_cast<std::int64_t>(i) * 1000));
    article.bind(4, world.body());
    article.exec();
    article.reset();
    for (int n = 0; n < 12; ++n) {
      std::size_t const which = world.rank(entities_in_all);
      mention.bind(1, static_cast<std::int64_t>(i + 1));
      mention.bind(2, n);
      mention.bind(3, fmt::format("e{}", which));
      mention.bind(4, which % 2 == 0 ? "person" : "place");
      mention.bind(5, n * 100);
      mention.bind(6, n * 100 + 5);
      mention.exec();
      mention.reset();
    }
  }
  all.commit();
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t const articles = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200'000;
  std::size_t const watches = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100;
  char const* wanted = std::getenv("RASID_BENCH_DIR");
  std::string folder = (wanted != nullptr ? wanted : fs::temp_directory_path().string()) + "/backtest-XXXXXX";
  if (::mkdtemp(folder.data()) == nullptr) return 1;
  World world;
  fs::path const file = fs::path(folder) / "rasid.db";
  fill(file, world, articles);

  std::string rules = "version: 1\nwatches:\n";
  for (std::size_t i = 0; i < watches; ++i) {
    rules += fmt::format("  - id: w{}\n    sinks: [desk]\n    when: >-\n      {}\n", i, world.condition());
  }
  rules::Vocabulary const vocabulary{.catalogue = world.catalogue, .feeds = {"feed"}, .sinks = {"desk"}};
  auto compiled = rules::compile_file("bench.yaml", rules, vocabulary);
  for (Diagnostic const& problem : compiled->diagnostics) {
    if (problem.severity == Diagnostic::Severity::error) throw std::runtime_error(render(problem));
  }
  rules::WatchSet const set({std::move(compiled)}, vocabulary);

  double const begin = cpu_seconds();
  auto archive = store::Archive::open(file, Timestamp{});
  if (!archive) throw std::runtime_error(archive.error().message());
  auto const totals = scan_archive(*archive, set, [](ArchiveHit const&) {});
  double const spent = cpu_seconds() - begin;
  if (!totals) throw std::runtime_error(totals.error().message());
  double const megabytes = static_cast<double>(totals->bytes) / 1e6;
  fmt::print("{} articles, {:.0f} MB, {} watches: {:.2f} s, {:.1f} MB/s, {:.0f} articles/s, {} hits\n",
             totals->articles, megabytes, watches, spent, megabytes / spent,
             static_cast<double>(totals->articles) / spent, totals->hits);
  fs::remove_all(folder);
  return totals->articles == articles ? 0 : 1;
}
