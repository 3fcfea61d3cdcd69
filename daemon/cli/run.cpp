#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/crash_mark.h"
#include "daemon/store/sqlite_store.h"
#include "daemon/supervisor.h"

namespace rasid::cli {

using Snapshot = std::shared_ptr<configuration::Snapshot const>;

int run(RunOptions const& options) {
  configuration::Adjust const adjust = [&](configuration::Settings& settings,
                                           std::vector<configuration::FeedSettings>&) {
    if (!options.store.empty()) settings.store = options.store;
  };
  auto snapshot = load_or_say_why_not(options.config, adjust);
  if (!snapshot) {
    fmt::print(stderr, "rasid: {} cannot be used; mend the errors above and check with: rasid check -c {}\n",
               options.config.string(), options.config.string());
    return wrong_input;
  }
  log::Logger const log(snapshot->settings.log_level);
  if (snapshot->extractors.catalogue().gazetteer() == nullptr) {
    log.info("no compiled gazetteer: only the places of watchlists/ and gazetteer/ are known",
             {{"build_with", "rasid gazetteer build"}});
  }
  auto store = store::open_sqlite_store(snapshot->settings.store);
  if (!store) {
    log.error("the database cannot be opened", {{"error", store.error().message()}});
    return failed;
  }
  // Only an end by a fault of our own may be an article's doing.
  std::filesystem::path const mark = snapshot->settings.store.string() + ".crashed";
  if (take_crash_mark(mark)) {
    log.error("the last run ended by a fault of its own; the articles it left unhandled are tried one at a time");
  } else if (auto const forgiven = (*store)->forgive_attempts(); !forgiven) {
    log.warning("the attempts at unhandled articles still count", {{"error", forgiven.error().message()}});
  }
  leave_crash_mark(mark);
  SystemClock const clock;
  auto const load = [&options, adjust, last = std::make_shared<Snapshot>(snapshot)] {
    configuration::Loaded loaded = configuration::load_snapshot(options.config, adjust, last->get());
    if (loaded.snapshot) *last = loaded.snapshot;
    return loaded;
  };
  Supervisor supervisor(std::move(snapshot), load, *std::move(store), log, clock);
  supervisor.run();
  return done;
}

}  // namespace rasid::cli
