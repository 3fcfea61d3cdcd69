// decide() with 10,000 watches that remember, over the real store: articles a second, in batches of 64 to a commit,
// each matched by so many watches (the argument), of kinds that take turns: count per place, first_seen, sequence,
// spike, confirm. And the engine alone, without a store. RASID_BENCH_DIR says where the database is.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <unordered_map>

#include "daemon/decide.h"
#include "daemon/store/sqlite_store.h"
#include "rules/state/stable_hash.h"

namespace {

using namespace rasid;
using namespace std::chrono_literals;

constexpr std::size_t watches = 10'000;
constexpr std::size_t feeds = 200;
constexpr std::size_t places = 500;

class Folder {
 public:
  Folder() {
    char const* wanted = std::getenv("RASID_BENCH_DIR");
    std::string name = (wanted != nullptr ? wanted : std::filesystem::temp_directory_path().string()) + "/state-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path = name;
  }
  Folder(Folder const&) = delete;
  Folder& operator=(Folder const&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

std::vector<std::shared_ptr<rules::Around const>> all_watches() {
  std::vector<std::shared_ptr<rules::Around const>> out;
  for (std::size_t i = 0; i < watches; ++i) {
    rules::Around around;
    switch (i % 5) {
      case 0:
        around.remembering =
            rules::Count{.at_least = 5, .distinct = rules::Facet::feed, .within = 2h, .per = rules::Facet::place};
        break;
      case 1:
        around.remembering = rules::FirstSeen{.learn = Duration{0}};
        break;
      case 2:
        around.remembering = rules::Sequence{.steps = {"a", "b"}, .within = 24h};
        break;
      case 3:
        around.remembering = rules::Spike{};
        break;
      default:
        around.confirm = rules::Confirm{};
    }
    around.digest = rules::state::stable_hash(fmt::format("watch {}", i));
    out.push_back(std::make_shared<rules::Around const>(around));
  }
  return out;
}

std::uint64_t mixed(std::uint64_t n) {
  n = (n + 1) * 0x9E3779B97F4A7C15ULL;
  return n ^ (n >> 29U);
}

/// Article `n`, some ten seconds after the one before.
Findings article(std::uint64_t n, std::size_t matching, std::vector<std::shared_ptr<rules::Around const>> const& all) {
  Timestamp const at = Timestamp{std::chrono::days{18'000}} + 10s * static_cast<std::int64_t>(n);
  Findings out;
  out.article = {.id = {fmt::format("{:016x}{:016x}", mixed(n), n)},
                 .feed = {fmt::format("feed-{}", mixed(n) % feeds)}};
  out.article.guid = out.article.id.value;
  out.article.title = "A title of a common length for a report";
  out.article.body = "A body.";
  out.article.published = at;
  out.article.fetched = at;
  out.story = {fmt::format("sty_{}", n / 3)};
  for (std::size_t i = 0; i < matching; ++i) {
    std::size_t const which = mixed(n * 131 + i) % watches;
    WatchId const watch{fmt::format("watch-{}", which)};
    if (std::ranges::find(out.surrounded, watch, &Surrounded::watch) != out.surrounded.end()) continue;
    Alert alert;
    alert.watch = watch;
    alert.id = alert_id(watch, out.story);
    alert.story = out.story;
    alert.article = out.article.id;
    alert.decided = at;
    alert.payload = R"({"type":"alert.created","data":{"alert":{"id":"x","revision":1,"severity":"low"}}})";
    out.alerts.push_back(std::move(alert));
    rules::state::Event event{
        .at = at, .article = out.article.id.value, .story = out.story.value, .feed = out.article.feed.value};
    event.places = {fmt::format("place-{}", mixed(n) % places)};
    event.steps = 1 + mixed(n) % 3;
    out.surrounded.push_back({watch, all[which], std::move(event), std::nullopt});
  }
  return out;
}

/// What was matched is made before the clock runs; it is the workers' part.
void decide_articles(benchmark::State& state) {
  auto const all = all_watches();
  Folder const folder;
  auto const store = store::open_sqlite_store(folder.path / "rasid.db").value();
  for (std::size_t i = 0; i < feeds; ++i) {
    (void)store->save_feed({.feed = {fmt::format("feed-{}", i)}, .url = "https://a.example/"});
  }
  std::vector<store::RememberingWatch> remembering;
  for (std::size_t i = 0; i < watches; ++i) remembering.push_back({{fmt::format("watch-{}", i)}, all[i]->digest, {}});
  (void)store->memory().take_over(remembering, Timestamp{std::chrono::days{17'990}});
  std::uint64_t n = 0;
  std::uint64_t told = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Findings> batch;
    for (int i = 0; i < 64; ++i) batch.push_back(article(n++, static_cast<std::size_t>(state.range(0)), all));
    (void)store->begin();
    for (Findings const& each : batch) (void)store->record_push(each.article.feed, {each.article});
    state.ResumeTiming();
    for (Findings const& each : batch) told += decide(*store, each)->alerts.size();
    (void)store->commit();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(n));
  state.counters["matches/s"] =
      benchmark::Counter(static_cast<double>(n) * static_cast<double>(state.range(0)), benchmark::Counter::kIsRate);
  state.counters["told"] = static_cast<double>(told);
}
BENCHMARK(decide_articles)->Arg(1)->Arg(10)->Arg(80)->Unit(benchmark::kMillisecond)->UseRealTime();

void engine_alone(benchmark::State& state) {
  auto const all = all_watches();
  std::unordered_map<std::string, std::string> memory;
  std::uint64_t n = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Findings const found = article(n++, 10, all);
    state.ResumeTiming();
    for (Surrounded const& watch : found.surrounded) {
      auto const recall = [&](std::string const& key) -> Result<std::optional<std::string>> {
        auto const known = memory.find(watch.watch.value + key);
        return known == memory.end() ? std::nullopt : std::optional(known->second);
      };
      auto outcome = rules::state::remember(*watch.around, watch.event, {}, recall);
      for (auto& change : outcome->changes) memory[watch.watch.value + change.key] = std::move(change.bytes);
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(n) * 10);
}
BENCHMARK(engine_alone);

}  // namespace

BENCHMARK_MAIN();
