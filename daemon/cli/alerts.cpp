// rasid alerts: what was told, and who has seen it.
#include <unistd.h>

#include <csignal>
#include <thread>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include "daemon/alerts/read_payload.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/outbox_commands.h"
#include "daemon/demo/show_alert.h"
#include "daemon/log/log.h"

namespace rasid::cli {
namespace {

namespace json = boost::json;
using store::AlertRecord;

struct Options {
  DeskOptions desk;
  std::vector<std::string> ids;
  std::string watch, since, who, note;
  std::size_t most = 20;
  bool unacknowledged = false;
  bool silenced = false;
  bool held = false;
  bool once = false;  // tail: what is there, and no more
};

json::object as_json(AlertRecord const& r) {
  boost::system::error_code wrong;
  json::value payload = json::parse(r.payload, wrong);
  return {{"id", r.id.value},
          {"revision", r.revision},
          {"watch", r.watch.value},
          {"story", r.story.value},
          {"decided", to_rfc3339(r.decided)},
          {"acknowledged", r.acknowledged ? json::value(to_rfc3339(*r.acknowledged)) : json::value(nullptr)},
          {"acknowledged_by", r.acknowledged_by},
          {"note", r.note},
          {"payload", wrong ? json::value(nullptr) : std::move(payload)}};
}

void print_whole(AlertRecord const& r) {
  auto const view = alerts::read_payload(r.payload);
  fmt::print("{}", view ? demo::show_alert(*view, ::isatty(STDOUT_FILENO) != 0) : r.id.value + ": unreadable\n");
  fmt::print("   {:<9} {}, revision {}\n", "decided", to_rfc3339(r.decided), r.revision);
  if (r.acknowledged) {
    fmt::print("   {:<9} {} by {}{}{}\n", "seen", to_rfc3339(*r.acknowledged), log::visible(r.acknowledged_by),
               r.note.empty() ? "" : ": ", log::visible(r.note));
  }
}

void print_line(AlertRecord const& r, Timestamp now) {
  auto const view = alerts::read_payload(r.payload);
  fmt::print("{}  {:<8}  {:<20}  {}  {}{}\n", r.id.value, view ? view->severity : "", log::visible(r.watch.value),
             beside_now(r.decided, now), view ? log::visible(view->title) : "", r.acknowledged ? "  (seen)" : "");
}

std::optional<store::AlertFilter> filter_of(Options const& options, Timestamp now) {
  store::AlertFilter filter{.watch = options.watch, .unacknowledged = options.unacknowledged};
  if (!options.since.empty() && !(filter.since = moment_of(options.since, now))) return std::nullopt;
  return filter;
}

/// What silences muted: nobody was told.
int list_silenced(Options const& options, std::optional<Timestamp> since) {
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = value_or_say(desk->silenced({}, options.watch, since, options.most));
  if (!found) return failed;
  Timestamp const now = SystemClock{}.now();
  json::array all;
  for (store::SilencedRecord const& r : *found) {
    if (options.desk.json) {
      boost::system::error_code wrong;
      json::value payload = json::parse(r.payload, wrong);
      all.push_back(json::object{{"id", r.alert.value},
                                 {"watch", r.watch.value},
                                 {"silence", r.silence},
                                 {"decided", to_rfc3339(r.decided)},
                                 {"payload", wrong ? json::value(nullptr) : std::move(payload)}});
      continue;
    }
    auto const view = alerts::read_payload(r.payload);
    fmt::print("{}  {:<8}  {:<20}  {}  {}  (silenced by {})\n", r.alert.value, view ? view->severity : "",
               log::visible(r.watch.value), beside_now(r.decided, now), view ? log::visible(view->title) : "",
               r.silence);
  }
  if (options.desk.json) std::cout << json::serialize(all) << '\n';
  if (!options.desk.json && found->empty()) fmt::print("no silenced alerts\n");
  return done;
}

/// What waits at sinks, by their quiet hours, digests and limits.
int list_held(Options const& options) {
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = value_or_say(desk->held({}, options.most));
  if (!found) return failed;
  Timestamp const now = SystemClock{}.now();
  json::array all;
  for (store::HeldRecord const& r : *found) {
    if (options.desk.json) {
      all.push_back(json::object{{"id", r.alert.value},
                                 {"revision", r.revision},
                                 {"sink", r.sink.value},
                                 {"batch", r.batch},
                                 {"since", to_rfc3339(r.since)},
                                 {"until", to_rfc3339(r.until)}});
    } else {
      fmt::print("{}  {:<12}  {:<10}  goes out {}\n", r.alert.value, log::visible(r.sink.value), log::visible(r.batch),
                 beside_now(r.until, now));
    }
  }
  if (options.desk.json) std::cout << json::serialize(all) << '\n';
  if (!options.desk.json && found->empty()) fmt::print("nothing waits\n");
  return done;
}

int list(Options const& options) {
  Timestamp const now = SystemClock{}.now();
  auto const filter = filter_of(options, now);
  if (!filter) return wrong_input;
  if (options.silenced) return list_silenced(options, filter->since);
  if (options.held) return list_held(options);
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = value_or_say(desk->alerts(*filter, options.most));
  if (!found) return failed;
  if (options.desk.json) {
    json::array all;
    for (AlertRecord const& record : *found) all.push_back(as_json(record));
    std::cout << json::serialize(all) << '\n';
    return done;
  }
  for (AlertRecord const& record : *found) print_line(record, now);
  if (found->empty()) fmt::print("no such alerts\n");
  return done;
}

/// The revisions of the one alert that is meant, newest first; nothing, after saying why, where it is none or several.
std::optional<std::vector<AlertRecord>> the_one(store::Desk& desk, std::string const& id) {
  auto found = value_or_say(desk.alerts({.id = id}, 1'000));
  if (!found) return std::nullopt;
  bool const several = std::ranges::any_of(*found, [&](auto const& r) { return r.id != found->front().id; });
  if (!found->empty() && !several) return found;
  fmt::print(stderr, "error: {} \"{}\"\n", several ? "several alerts begin with" : "there is no alert", id);
  return std::nullopt;
}

int show(Options const& options) {
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = the_one(*desk, options.ids.front());
  if (!found) return wrong_input;
  auto const deliveries = value_or_say(desk->deliveries({.alert = found->front().id.value}, 1'000));
  if (!deliveries) return failed;
  if (options.desk.json) {
    json::object shown = as_json(found->front());
    json::array sent;
    for (auto const& d : *deliveries) {
      sent.push_back(json::object{{"delivery", d.id},
                                  {"revision", d.revision},
                                  {"sink", d.sink.value},
                                  {"delivered", d.state == store::DeliveryState::delivered},
                                  {"dead", d.state == store::DeliveryState::dead},
                                  {"attempts", d.attempts},
                                  {"outcome", d.outcome}});
    }
    shown["deliveries"] = std::move(sent);
    std::cout << json::serialize(shown) << '\n';
    return done;
  }
  print_whole(found->front());
  for (auto const& d : *deliveries) {
    char const* const state = d.state == store::DeliveryState::delivered ? "delivered"
                              : d.state == store::DeliveryState::dead    ? "dead"
                                                                         : "pending";
    fmt::print("   {:<9} {} (revision {}, {} attempts) {}\n", state, log::visible(d.sink.value), d.revision, d.attempts,
               log::visible(d.outcome));
  }
  return done;
}

int acknowledge(Options const& options) {
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  for (std::string const& id : options.ids) {
    auto const found = the_one(*desk, id);
    if (!found) return wrong_input;
    auto const seen =
        value_or_say(desk->acknowledge(found->front().id, options.who, options.note, SystemClock{}.now()));
    if (!seen) return failed;
    if (!options.desk.json) fmt::print("{} acknowledged\n", found->front().id.value);
  }
  if (options.desk.json) std::cout << json::serialize(json::object{{"acknowledged", options.ids.size()}}) << '\n';
  return done;
}

std::sig_atomic_t volatile interrupted = 0;

/// Prints what is there and then what comes, until Ctrl-C.
int tail(Options const& options) {
  Timestamp const now = SystemClock{}.now();
  auto filter = filter_of(options, now);
  if (!filter) return wrong_input;
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  for (std::size_t most = options.most; interrupted == 0;) {
    auto found = value_or_say(desk->alerts(*filter, most));
    if (!found) return failed;
    for (AlertRecord const& record : std::ranges::reverse_view(*found)) {
      filter->after = record.row;
      if (options.desk.json) {
        std::cout << json::serialize(as_json(record)) << '\n';
      } else {
        print_whole(record);
      }
    }
    std::fflush(stdout);
    std::cout.flush();
    if (options.once || !std::cout) break;
    most = 10'000;
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
  }
  return done;
}

std::string user_name() {
  char const* const name = std::getenv("USER");
  return name != nullptr ? name : "";
}

}  // namespace

void add_alerts(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("alerts", "See what was told; acknowledge; follow");
  group->require_subcommand(1);
  auto const add = [&](char const* name, char const* help, int (*run)(Options const&)) {
    auto options = std::make_shared<Options>();
    CLI::App* command = group->add_subcommand(name, help);
    options->desk.add_to(*command);
    command->callback([options, run, &status] { status = run(*options); });
    return std::pair(command, options);
  };
  auto const add_filter = [](CLI::App* command, Options& options) {
    command->add_option("--watch", options.watch, "Only of this watch");
    command->add_option("--since", options.since, "Decided since then: 2h, 3d, a date or RFC 3339");
    command->add_option("-n,--limit", options.most, "At most so many")->capture_default_str();
    command->add_flag("--unacknowledged", options.unacknowledged, "Only those that nobody has acknowledged");
  };
  auto const [listing, list_options] = add("list", "List alerts, newest first", list);
  add_filter(listing, *list_options);
  listing->add_flag("--silenced", list_options->silenced, "What silences muted, in place of what was told");
  listing->add_flag("--held", list_options->held, "What waits at sinks: quiet hours, digests, rate limits")
      ->excludes("--silenced");
  auto const [showing, show_options] = add("show", "Show one alert and where it went", show);
  showing->add_option("ID", show_options->ids, "Its id, or the beginning of it")->required()->expected(1);
  auto const [seeing, see_options] = add("ack", "Note that somebody has seen an alert", acknowledge);
  see_options->who = user_name();
  seeing->add_option("ID", see_options->ids, "Ids, or their beginnings")->required();
  seeing->add_option("--by", see_options->who, "Who")->capture_default_str();
  seeing->add_option("--note", see_options->note, "What there is to say");
  auto const [tailing, tail_options] = add("tail", "Show the latest alerts and then each new one, until Ctrl-C", tail);
  add_filter(tailing, *tail_options);
  tailing->add_flag("--once", tail_options->once, "Show the latest and end");
}

}  // namespace rasid::cli
