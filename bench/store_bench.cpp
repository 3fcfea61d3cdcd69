// What the store costs beside what the disk allows: articles through record_visit and finish_article in batches of
// 1, 16 and 128; the same article bytes (without mentions and feed state) by a bare SQLite loop with the same
// durability; and the disk's own syncs. RASID_BENCH_DIR says where (default: the temporary folder); it must be on the
// disk that is meant.
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "daemon/store/sqlite_store.h"

namespace {

using namespace rasid;
using namespace rasid::store;

constexpr std::size_t body_bytes = 6'000;  // a newspaper report of some 600 Arabic words

class Folder {
 public:
  Folder() {
    char const* wanted = std::getenv("RASID_BENCH_DIR");
    std::string name = (wanted != nullptr ? wanted : std::filesystem::temp_directory_path().string()) + "/store-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path = name;
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

/// Ids as real ones are: spread over the whole range.
std::string id_of(std::uint64_t n) {
  std::uint64_t const mixed = (n + 1) * 0x9E3779B97F4A7C15ULL;
  return fmt::format("{:016x}{:016x}", mixed, mixed ^ 0xABCDEF);
}

Article article(std::uint64_t n) {
  Article a;
  a.id.value = id_of(n);
  a.feed.value = "feed";
  a.guid = a.url = "https://a.example/news/" + a.id.value;
  a.title = "A title of a common length for a report";
  a.language = "ar";
  a.body = std::string(body_bytes, 'x');
  return a;
}

HandledArticle outcome(std::uint64_t n) {
  HandledArticle h;
  h.article = article(n);
  h.story.value = h.article.id.value;
  for (std::uint32_t i = 0; i < 10; ++i) h.mentions.push_back({"Q12345", "person", i, i + 5, "surface", "name", 1});
  return h;
}

void check(bool ok, char const* what) {
  if (!ok) throw std::runtime_error(what);
}

/// Each article is stored in one batch and handled in another, as the pipeline does.
void articles_through_the_store(benchmark::State& state) {
  Folder const folder;
  auto store = open_sqlite_store(folder.path / "rasid.db").value();
  FeedState feed;
  feed.feed.value = "feed";
  auto const batch = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t next = 0;
  for (auto _ : state) {
    check(store->begin().has_value(), "begin");
    for (std::uint64_t i = 0; i < batch; ++i)
      check(store->record_visit(feed, {article(next + i)})->size() == 1, "visit");
    check(store->commit().has_value(), "commit");
    check(store->begin().has_value(), "begin");
    for (std::uint64_t i = 0; i < batch; ++i) check(*store->finish_article(outcome(next + i)), "finish");
    check(store->commit().has_value(), "commit");
    next += batch;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(next));
}
BENCHMARK(articles_through_the_store)->Arg(1)->Arg(16)->Arg(128)->UseRealTime()->MinTime(2);

/// The least that could be done: one bare row of the same bytes, one unique key, written once, then marked.
void articles_by_bare_sqlite(benchmark::State& state) {
  Folder const folder;
  sqlite3* db = nullptr;
  check(sqlite3_open((folder.path / "bare.db").c_str(), &db) == SQLITE_OK, "open");
  auto const run = [&](char const* sql) { check(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql); };
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-16384;"
      "CREATE TABLE a (id TEXT UNIQUE, url TEXT, title TEXT, done INTEGER, body TEXT)");
  sqlite3_stmt* insert = nullptr;
  sqlite3_stmt* update = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO a VALUES (?1, ?2, ?3, 0, ?4)", -1, &insert, nullptr);
  sqlite3_prepare_v2(db, "UPDATE a SET done = 1, body = ?2 WHERE id = ?1", -1, &update, nullptr);
  auto const bind = [](sqlite3_stmt* s, int at, std::string const& text) {
    sqlite3_bind_text(s, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  };
  auto const step = [](sqlite3_stmt* s) {
    check(sqlite3_step(s) == SQLITE_DONE, "step");
    sqlite3_reset(s);
  };
  auto const batch = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t next = 0;
  for (auto _ : state) {
    run("BEGIN IMMEDIATE");
    for (std::uint64_t i = 0; i < batch; ++i) {
      Article const a = article(next + i);
      bind(insert, 1, a.id.value), bind(insert, 2, a.url), bind(insert, 3, a.title), bind(insert, 4, a.body);
      step(insert);
    }
    run("COMMIT; BEGIN IMMEDIATE");
    for (std::uint64_t i = 0; i < batch; ++i) {
      Article const a = article(next + i);
      bind(update, 1, a.id.value), bind(update, 2, a.body);
      step(update);
    }
    run("COMMIT");
    next += batch;
  }
  sqlite3_finalize(insert);
  sqlite3_finalize(update);
  sqlite3_close(db);
  state.SetItemsProcessed(static_cast<std::int64_t>(next));
}
BENCHMARK(articles_by_bare_sqlite)->Arg(1)->Arg(16)->Arg(128)->UseRealTime()->MinTime(2);

/// Appends the bytes of a batch of bodies and syncs: the disk's ceiling, in articles that are written and synced twice.
void disk_write_and_sync(benchmark::State& state) {
  Folder const folder;
  int const file = ::open((folder.path / "log").c_str(), O_CREAT | O_WRONLY, 0600);
  check(file >= 0, "open");
  std::string const bytes(body_bytes * static_cast<std::size_t>(state.range(0)), 'x');
  std::int64_t articles = 0;
  for (auto _ : state) {
    for (int twice = 0; twice < 2; ++twice) {
      check(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "write");
      check(::fdatasync(file) == 0, "sync");
    }
    articles += state.range(0);
  }
  ::close(file);
  state.SetItemsProcessed(articles);
}
BENCHMARK(disk_write_and_sync)->Arg(1)->Arg(16)->Arg(128)->UseRealTime()->MinTime(2);

}  // namespace

BENCHMARK_MAIN();
