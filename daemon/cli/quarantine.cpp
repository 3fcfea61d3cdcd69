#include "daemon/store/quarantine.h"

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/network.h"
#include "daemon/log/log.h"
#include "daemon/store/sqlite_store.h"
#include "daemon/store/store_error.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

int release(std::filesystem::path const& file, std::string const& id) {
  auto const store = store::open_sqlite_store(file);
  if (!store) {
    fmt::print(stderr, "error: {}\n", store.error().message());
    if (store.error().code == store::StoreError::locked_by_other)
      fmt::print(stderr, "  the daemon is running: stop it, release, and start it again\n");
    return failed;
  }
  auto const released = (*store)->release_quarantined({id == "all" ? "" : id});
  if (!released) {
    fmt::print(stderr, "error: {}\n", released.error().message());
    return failed;
  }
  fmt::print("{} released; handled at the next start\n", *released);
  return *released > 0 || id == "all" ? done : wrong_input;
}

}  // namespace

int quarantine(QuarantineOptions const& options) {
  std::filesystem::path const file =
      options.store.empty() ? network_settings({options.config, false}).store : options.store;
  std::error_code ignored;
  if (file.empty() || !std::filesystem::exists(file, ignored)) {
    fmt::print(stderr, "error: there is no database {}; name it with --store\n", file.string());
    return wrong_input;
  }
  if (!options.release.empty()) return release(file, options.release);
  auto const list = store::quarantined(file);
  if (!list) {
    fmt::print(stderr, "error: {}\n", list.error().message());
    return failed;
  }
  json::array all;
  for (store::Quarantined const& q : *list) {
    if (options.json) {
      all.push_back(json::object{{"article", q.article.value},
                                 {"feed", q.feed.value},
                                 {"title", q.title},
                                 {"url", q.url},
                                 {"attempts", q.attempts},
                                 {"since", to_rfc3339(q.since)}});
    } else {
      fmt::print("{}  {}  since {}, {} attempts\n    {}\n    {}\n", q.article.value, log::visible(q.feed.value),
                 to_rfc3339(q.since), q.attempts, log::visible(q.title), log::visible(q.url));
    }
  }
  if (options.json) std::cout << json::serialize(all) << '\n';
  if (!options.json && list->empty()) fmt::print("nothing is quarantined\n");
  return done;
}

}  // namespace rasid::cli
