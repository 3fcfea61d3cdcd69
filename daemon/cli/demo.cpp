#include <unistd.h>

#include <cstdlib>
#include <iostream>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/demo/demonstration.h"
#include "daemon/store/sqlite_store.h"
#include "daemon/supervisor.h"

namespace rasid::cli {
namespace {

/// A folder for the demo's database, removed with everything in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "rasid-demo-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;

  [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

void print_problems(Diagnostics const& problems) {
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
}

/// What of the daemon's log is shown between the alerts: everything worth a person's attention, and reloads.
void show_log(log::Level level, std::string_view text) {
  if (level >= log::Level::warning || text.starts_with("configuration"))
    std::cout << fmt::format("[rasid] {}\n", text) << std::flush;
}

void introduce(demo::Demonstration const& demonstration, DemoOptions const& options,
               configuration::Snapshot const& snapshot) {
  std::cout << fmt::format(
                   "Rasid demo: a newsroom of {} feeds at {}, its articles released over {}; {} watches and {} names "
                   "from {}\n"
                   "Change a watch in {}/rules.d and run: kill -HUP {}   (Ctrl-C ends the demo)\n\n",
                   snapshot.feeds.size(), demonstration.base(), options.over, snapshot.watches.watches().size(),
                   snapshot.extractors.catalogue().all().size(), options.config.string(), options.config.string(),
                   getpid())
            << std::flush;
}

/// Releases articles until the daemon has stopped, and stops it when its time is over.
class Conductor {
 public:
  Conductor(demo::Demonstration& demonstration, Supervisor& daemon, std::optional<Duration> stop_after)
      : thread_([&demonstration, &daemon, stop_after](std::stop_token const& stop) {
          auto const started = std::chrono::steady_clock::now();
          bool told = false;
          while (!stop.stop_requested()) {
            demonstration.release_due();
            if (stop_after && !told && std::chrono::steady_clock::now() - started >= *stop_after) {
              daemon.stop();
              told = true;
            }
            std::this_thread::sleep_for(std::chrono::milliseconds{100});
          }
        }) {}

 private:
  std::jthread thread_;
};

}  // namespace

int demo(DemoOptions const& options) {
  auto const over = parse_duration(options.over);
  auto const stop_after = options.stop_after.empty() ? std::nullopt : parse_duration(options.stop_after);
  if (!over || over->count() <= 0 || (!options.stop_after.empty() && !stop_after)) {
    fmt::print(stderr, "error: --over and --stop-after take a length of time like 60s or 2m\n");
    return wrong_input;
  }
  auto newsroom = demo::Newsroom::load(options.config / "demo");
  if (!newsroom) {
    print_problems(newsroom.error());
    return wrong_input;
  }
  TemporaryFolder const folder;
  demo::Demonstration demonstration(*std::move(newsroom), *over, options.colour);
  auto const load = [&] {
    return configuration::load_snapshot(options.config, [&](auto& settings, auto& feeds) {
      demonstration.adjust(settings, feeds);
      settings.store = folder.path() / "rasid.db";
    });
  };
  configuration::Loaded loaded = load();
  print_problems(loaded.problems);
  if (!loaded.snapshot) return wrong_input;

  log::Logger const log(show_log);
  auto store = store::open_sqlite_store(loaded.snapshot->settings.store);
  if (!store) {
    fmt::print(stderr, "error: {}\n", store.error().message());
    return failed;
  }
  introduce(demonstration, options, *loaded.snapshot);
  SystemClock const clock;
  Supervisor supervisor(loaded.snapshot, load, *std::move(store), log, clock);
  {
    Conductor const conductor(demonstration, supervisor, stop_after);
    supervisor.run();
  }
  auto const totals = demonstration.totals();
  std::cout << fmt::format("\n{} articles released, {} alerts received, every signature {}; {} repeats\n",
                           totals.released, totals.alerts, totals.refused == 0 ? "valid" : "NOT valid", totals.repeats);
  return totals.refused == 0 ? done : failed;
}

}  // namespace rasid::cli
