#include <fmt/format.h>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/network.h"
#include "daemon/store/article_account.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

json::value time_or_null(std::optional<Timestamp> const& time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

std::string text_or_none(std::optional<Timestamp> const& time) {
  return time ? to_rfc3339(*time) : "none";
}

}  // namespace

int archive_status(ArchiveStatusOptions const& options) {
  std::filesystem::path const file =
      options.store.empty() ? network_settings({options.config, false}).store : options.store;
  auto const account = store::account_of_store(file);
  if (!account) {
    fmt::print(stderr, "error: {}\n", account.error().message());
    return failed;
  }
  store::Totals const& totals = account->totals;
  if (options.json) {
    std::cout << json::serialize(json::object{{"file", file.string()},
                                              {"bytes", account->bytes},
                                              {"free_bytes", account->free_bytes},
                                              {"articles", totals.articles},
                                              {"unhandled", totals.unhandled},
                                              {"mentions", totals.mentions},
                                              {"alerts", totals.alerts},
                                              {"deliveries", json::object{{"pending", totals.pending},
                                                                          {"delivered", totals.delivered},
                                                                          {"dead", totals.dead}}},
                                              {"stories_remembered", account->stories},
                                              {"articles_remembered", account->remembered},
                                              {"oldest_article", time_or_null(account->oldest_article)},
                                              {"oldest_alert", time_or_null(account->oldest_alert)},
                                              {"items_swept", account->swept_items}})
              << '\n';
    return done;
  }
  auto const megabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; };
  fmt::print("{}: {:.1f} MB, of which {:.1f} MB free\n", file.string(), megabytes(account->bytes),
             megabytes(account->free_bytes));
  fmt::print("  {} articles since {}, {} unhandled; {} mentions\n", totals.articles,
             text_or_none(account->oldest_article), totals.unhandled, totals.mentions);
  fmt::print("  {} alerts since {}; deliveries: {} pending, {} delivered, {} dead\n", totals.alerts,
             text_or_none(account->oldest_alert), totals.pending, totals.delivered, totals.dead);
  fmt::print("  {} stories are remembered by {} articles; {} items were swept away\n", account->stories,
             account->remembered, account->swept_items);
  return done;
}

}  // namespace rasid::cli
