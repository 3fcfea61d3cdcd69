// rasid silence: muting alerts for a while.
#include <openssl/rand.h>

#include <array>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include "daemon/cli/commands.h"
#include "daemon/cli/outbox_commands.h"
#include "daemon/configuration/read_settings.h"
#include "daemon/configuration/snapshot.h"
#include "daemon/control/client.h"
#include "daemon/control/socket_path.h"
#include "daemon/log/log.h"
#include "daemon/routing/condition.h"
#include "extractors/model/utf8.h"
#include "rules/condition.h"

namespace rasid::cli {
namespace {

namespace json = boost::json;
using store::Silence;

struct Options {
  DeskOptions desk;
  std::vector<std::string> watches, actors, places, feeds, ids;
  std::string match, lasts, until, comment, by;
  bool all = false;
};

std::string in_quotes(std::string const& text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// One condition of all that was said: any of the watches, and any of the actors …
std::string matcher_of(Options const& options) {
  std::string all;
  auto const add = [&](std::string const& part) { all += (all.empty() ? "" : " AND ") + part; };
  auto const add_any = [&](std::string_view field, std::vector<std::string> const& values) {
    std::string any;
    for (std::string const& value : values) {
      bool const beginning = field == "watch" && value.ends_with('*');
      any += fmt::format("{}{}:{}", any.empty() ? "" : " OR ", field, beginning ? value : in_quotes(value));
    }
    if (!any.empty()) add(values.size() > 1 ? "(" + any + ")" : any);
  };
  add_any("watch", options.watches);
  add_any("actor", options.actors);
  add_any("place", options.places);
  add_any("feed", options.feeds);
  if (!options.match.empty()) add(all.empty() ? options.match : "(" + options.match + ")");
  return all;
}

/// True where the daemon would understand it; says why not.
bool is_understood(std::string const& matcher, std::filesystem::path const& folder) {
  configuration::Loaded const loaded = configuration::load_snapshot(folder);
  if (!loaded.snapshot) {
    for (Diagnostic const& problem : loaded.problems) fmt::print(stderr, "{}", render(problem));
    return false;
  }
  auto const condition = routing::Condition::compile(matcher, loaded.snapshot->about_alerts);
  if (condition) return true;
  for (rules::Problem const& problem : condition.error()) {
    std::size_t const begin = std::min<std::size_t>(problem.span.offset, matcher.size());
    std::size_t const length = code_points(std::string_view(matcher).substr(begin, problem.span.length));
    Diagnostic const shown{.file = "silence",
                           .line = 1,
                           .column = static_cast<unsigned>(code_points(matcher, begin) + 1),
                           .length = static_cast<unsigned>(std::max<std::size_t>(1, length)),
                           .message = problem.message,
                           .source_line = matcher,
                           .remedy = problem.remedy};
    fmt::print(stderr, "{}", render(shown));
  }
  return false;
}

std::optional<Timestamp> end_of(Options const& options, Timestamp now) {
  if (options.lasts.empty() == options.until.empty()) {
    fmt::print(stderr, "error: say how long: --for 2h, or --until 2026-01-31T08:00:00Z\n");
    return std::nullopt;
  }
  std::optional<Timestamp> end;
  if (auto const lasts = parse_duration(options.lasts)) end = now + *lasts;
  if (!options.until.empty()) end = parse_rfc3339(options.until);
  if (!end || *end <= now) {
    fmt::print(stderr, "error: \"{}\" is no time to come; write --for 2h or --until 2026-01-31T08:00:00Z\n",
               options.lasts.empty() ? options.until : options.lasts);
    return std::nullopt;
  }
  return end;
}

std::string new_id() {
  std::array<unsigned char, 6> random{};
  if (RAND_bytes(random.data(), random.size()) != 1) throw std::runtime_error("no random numbers to be had");
  std::string id = "sil_";
  for (unsigned char const byte : random) id += fmt::format("{:02x}", byte);
  return id;
}

/// In force before the command ends where a daemon runs; one that starts later reads them itself.
void tell_daemon(DeskOptions const& options) {
  Diagnostics ignored;
  auto settings = configuration::read_settings(options.config, ignored);
  if (!options.store.empty()) settings.store = options.store;
  auto const answer =
      control::ask(control::sockets_to_try(settings.control_socket, settings.store), {"silences.reload", {}});
  if (answer && !*answer) {
    fmt::print(stderr, "warning: the daemon did not take it up at once, and will within seconds: {}\n",
               answer->error().message());
  }
}

json::value time_or_null(std::optional<Timestamp> time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

char const* state_of(Silence const& silence, Timestamp now) {
  return silence.active(now) ? "active" : silence.expired ? "expired" : "ended";
}

json::object as_json(Silence const& s, Timestamp now) {
  return {{"id", s.id},
          {"match", s.matcher},
          {"state", state_of(s, now)},
          {"starts", to_rfc3339(s.starts)},
          {"ends", to_rfc3339(s.ends)},
          {"expired", time_or_null(s.expired)},
          {"by", s.by},
          {"comment", s.comment}};
}

int add(Options const& options) {
  Timestamp const now = SystemClock{}.now();
  std::string const matcher = matcher_of(options);
  if (matcher.empty()) {
    fmt::print(stderr, "error: say what to silence: --watch, --actor, --place, --feed or --match\n");
    return wrong_input;
  }
  auto const ends = end_of(options, now);
  if (!ends || !is_understood(matcher, options.desk.config)) return wrong_input;
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  Silence const silence{.id = new_id(),
                        .matcher = matcher,
                        .starts = now,
                        .ends = *ends,
                        .expired = std::nullopt,
                        .by = options.by,
                        .comment = options.comment};
  if (Result<> added = desk->add_silence(silence); !added) {
    fmt::print(stderr, "error: {}\n", added.error().message());
    return failed;
  }
  tell_daemon(options.desk);
  if (options.desk.json) {
    std::cout << json::serialize(as_json(silence, now)) << '\n';
  } else {
    fmt::print("{}  until {}: {}\n", silence.id, to_rfc3339(silence.ends), log::visible(matcher));
  }
  return done;
}

int list(Options const& options) {
  Timestamp const now = SystemClock{}.now();
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto const found = value_or_say(desk->silences(now, options.all));
  if (!found) return failed;
  json::array all;
  for (Silence const& s : *found) {
    if (options.desk.json) {
      all.push_back(as_json(s, now));
      continue;
    }
    fmt::print("{}  {:<7}  {}  {}{}{}{}{}\n", s.id, state_of(s, now), beside_now(s.expired.value_or(s.ends), now),
               log::visible(s.matcher), s.by.empty() ? "" : "  by ", log::visible(s.by), s.comment.empty() ? "" : ": ",
               log::visible(s.comment));
  }
  if (options.desk.json) std::cout << json::serialize(all) << '\n';
  if (!options.desk.json && found->empty()) fmt::print("no silences\n");
  return done;
}

int expire(Options const& options) {
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  int status = done;
  std::size_t ended = 0;
  for (std::string const& id : options.ids) {
    auto const expired = value_or_say(desk->expire_silence(id, SystemClock{}.now()));
    if (!expired) return failed;
    if (!*expired) {
      fmt::print(stderr, "error: there is no silence \"{}\" that has not ended\n", id);
      status = wrong_input;
      continue;
    }
    ++ended;
    if (!options.desk.json) fmt::print("{} ended\n", id);
  }
  if (ended > 0) tell_daemon(options.desk);
  if (options.desk.json) std::cout << json::serialize(json::object{{"expired", ended}}) << '\n';
  return status;
}

}  // namespace

void add_silence(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("silence", "Mute alerts for a while; list and end silences");
  group->require_subcommand(1);
  auto const add_command = [&](char const* name, char const* help, int (*run)(Options const&)) {
    auto options = std::make_shared<Options>();
    CLI::App* command = group->add_subcommand(name, help);
    options->desk.add_to(*command);
    command->callback([options, run, &status] { status = run(*options); });
    return std::pair(command, options);
  };
  auto const [adding, what] = add_command("add", "Mute the alerts that fit all that is said", &add);
  adding->add_option("--watch", what->watches, "Of this watch, or of those whose ids begin so: qaani-*");
  adding->add_option("--actor", what->actors, "About this actor: its key or any of its names");
  adding->add_option("--place", what->places, "About this place, or one inside it");
  adding->add_option("--feed", what->feeds, "From this feed");
  adding->add_option("--match", what->match, "A condition as in a watch; watch: and severity: may be asked too");
  adding->add_option("--for", what->lasts, "So long from now: 2h, 3d");
  adding->add_option("--until", what->until, "Until then: a date or RFC 3339");
  adding->add_option("--comment", what->comment, "Why");
  char const* const user = std::getenv("USER");
  what->by = user != nullptr ? user : "";
  adding->add_option("--by", what->by, "Who")->capture_default_str();

  auto const [listing, shown] = add_command("list", "List the silences in force", &list);
  listing->add_flag("--all", shown->all, "Those that have ended too");

  auto const [ending, ended] = add_command("expire", "End silences now", &expire);
  ending->add_option("ID", ended->ids, "As `rasid silence list` shows them")->required();
}

}  // namespace rasid::cli
