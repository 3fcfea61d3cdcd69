// rasid deliveries: what is on its way, what arrived, what was given up, and doing something about it.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/outbox_commands.h"
#include "daemon/log/log.h"

namespace rasid::cli {
namespace {

namespace json = boost::json;
using store::DeliveryRecord;
using store::DeliveryState;

struct Options {
  DeskOptions desk;
  std::vector<std::int64_t> ids;
  std::string sink, alert, state, since, before;
  std::size_t most = 50;
  bool all = false;
};

char const* name_of(DeliveryRecord const& record) {
  if (record.state == DeliveryState::delivered) return "delivered";
  if (record.state == DeliveryState::dead) return "dead";
  return record.under_way ? "under way" : "pending";
}

json::value time_or_null(std::optional<Timestamp> time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

json::object as_json(DeliveryRecord const& r) {
  return {{"id", r.id},
          {"message", r.alert.value + "_" + std::to_string(r.revision)},
          {"alert", r.alert.value},
          {"revision", r.revision},
          {"watch", r.watch.value},
          {"story", r.story.value},
          {"sink", r.sink.value},
          {"state", r.state == DeliveryState::pending ? "pending" : name_of(r)},
          {"under_way", r.under_way},
          {"attempts", r.attempts},
          {"created", to_rfc3339(r.created)},
          {"next_attempt", r.state == DeliveryState::pending ? json::value(to_rfc3339(r.next_attempt)) : nullptr},
          {"last_attempt", time_or_null(r.last_attempt)},
          {"outcome", r.outcome}};
}

std::optional<store::DeliveryFilter> filter_of(Options const& options, Timestamp now) {
  store::DeliveryFilter filter;
  filter.sink = options.sink;
  filter.alert = options.alert;
  if (options.state == "pending") filter.state = DeliveryState::pending;
  if (options.state == "delivered") filter.state = DeliveryState::delivered;
  if (options.state == "dead") filter.state = DeliveryState::dead;
  if (!options.since.empty() && !(filter.since = moment_of(options.since, now))) return std::nullopt;
  if (!options.before.empty() && !(filter.before = moment_of(options.before, now))) return std::nullopt;
  return filter;
}

int list(Options const& options) {
  Timestamp const now = SystemClock{}.now();
  auto const filter = filter_of(options, now);
  if (!filter) return wrong_input;
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = value_or_say(desk->deliveries(*filter, options.most));
  if (!found) return failed;
  json::array all;
  for (DeliveryRecord const& r : *found) {
    if (options.desk.json) {
      all.push_back(as_json(r));
      continue;
    }
    std::string const when = r.state == DeliveryState::pending ? "next " + beside_now(r.next_attempt, now)
                                                               : beside_now(r.last_attempt.value_or(r.created), now);
    fmt::print("{:>7}  {:<9}  {:<12}  {:<20}  {} attempts, {}{}{}\n", r.id, name_of(r), log::visible(r.sink.value),
               log::visible(r.watch.value), r.attempts, when, r.outcome.empty() ? "" : ": ", log::visible(r.outcome));
  }
  if (options.desk.json) std::cout << json::serialize(all) << '\n';
  if (!options.desk.json && found->empty()) fmt::print("no such deliveries\n");
  return done;
}

int show(Options const& options) {
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = value_or_say(desk->deliveries({.id = options.ids.front()}, 1));
  if (!found) return failed;
  if (found->empty()) {
    fmt::print(stderr, "error: there is no delivery {}\n", options.ids.front());
    return wrong_input;
  }
  DeliveryRecord const& r = found->front();
  auto const alerts = value_or_say(desk->alerts({.id = r.alert.value}, 1'000));
  if (!alerts) return failed;
  std::string payload;
  for (store::AlertRecord const& alert : *alerts) {
    if (alert.revision == r.revision && alert.id == r.alert) payload = alert.payload;
  }
  json::object shown = as_json(r);
  if (options.desk.json) {
    shown["payload"] = payload;  // as text: its bytes are what is signed
    std::cout << json::serialize(shown) << '\n';
    return done;
  }
  for (auto const& [key, value] : shown) {
    fmt::print("{:<13} {}\n", std::string_view(key),
               log::visible(value.is_string() ? std::string(value.get_string()) : json::serialize(value)));
  }
  fmt::print("payload       {} bytes; shown with --json\n", payload.size());
  return done;
}

/// What is changed must be named: a slip must not send a month's alerts again.
bool names_something(Options const& options) {
  bool const named = options.all || !options.ids.empty() || !options.sink.empty() || !options.alert.empty() ||
                     !options.since.empty() || !options.before.empty();
  if (!named) fmt::print(stderr, "error: say which: ids, --sink, --alert, --since, --before, or --all\n");
  return named;
}

using Change = Result<std::size_t> (store::Desk::*)(store::DeliveryFilter const&, Timestamp);

int change(Options const& options, Change what, char const* said) {
  if (!names_something(options)) return wrong_input;
  Timestamp const now = SystemClock{}.now();
  auto filter = filter_of(options, now);
  if (!filter) return wrong_input;
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  std::size_t changed = 0;
  std::vector<std::optional<std::int64_t>> ids(options.ids.begin(), options.ids.end());
  if (ids.empty()) ids.emplace_back();
  for (auto const id : ids) {
    filter->id = id;
    auto const count = value_or_say(((*desk).*what)(*filter, now));
    if (!count) return failed;
    changed += *count;
  }
  if (options.desk.json) {
    std::cout << json::serialize(json::object{{"changed", changed}}) << '\n';
  } else {
    fmt::print("{} {}\n", changed, said);
  }
  return changed > 0 || options.ids.empty() ? done : failed;
}

void add_filter(CLI::App& command, Options& options) {
  command.add_option("--sink", options.sink, "Only to this sink");
  command.add_option("--alert", options.alert, "Only of this alert");
  command.add_option("--since", options.since, "Created since then: 2h, 3d, a date or RFC 3339");
  command.add_option("--before", options.before, "Created before then");
}

void add_state(CLI::App& command, Options& options) {
  command.add_option("--state", options.state, "pending, delivered or dead")
      ->check(CLI::IsMember({"pending", "delivered", "dead"}));
}

CLI::App* add_change(CLI::App& group, int& status, char const* name, char const* help, Change what, char const* said) {
  auto options = std::make_shared<Options>();
  CLI::App* command = group.add_subcommand(name, help);
  options->desk.add_to(*command);
  command->add_option("ID", options->ids, "Numbers of deliveries, as `rasid deliveries list` shows them");
  add_filter(*command, *options);
  command->add_flag("--all", options->all, "All of them");
  command->callback([options, what, said, &status] { status = change(*options, what, said); });
  return command;
}

}  // namespace

void add_deliveries(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("deliveries", "See what is on its way to the sinks; retry, replay, drop");
  group->require_subcommand(1);

  auto listing = std::make_shared<Options>();
  CLI::App* command = group->add_subcommand("list", "List deliveries, newest first");
  listing->desk.add_to(*command);
  add_filter(*command, *listing);
  add_state(*command, *listing);
  command->add_option("-n,--limit", listing->most, "At most so many")->capture_default_str();
  command->callback([listing, &status] { status = list(*listing); });

  auto showing = std::make_shared<Options>();
  command = group->add_subcommand("show", "Show one delivery, with --json its payload too");
  showing->desk.add_to(*command);
  command->add_option("ID", showing->ids, "Number of the delivery")->required()->expected(1);
  command->callback([showing, &status] { status = show(*showing); });

  add_change(*group, status, "retry", "Make pending and dead deliveries due now", &store::Desk::retry, "due now");
  add_change(*group, status, "replay", "Send what was delivered or given up once more, under the same message id",
             &store::Desk::replay, "to be sent once more");
  add_change(*group, status, "drop", "Give up pending deliveries; they can be retried later", &store::Desk::drop,
             "given up");
}

}  // namespace rasid::cli
