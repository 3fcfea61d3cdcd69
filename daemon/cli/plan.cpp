#include <unistd.h>

#include <iostream>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/configuration_commands.h"
#include "daemon/control/client.h"
#include "daemon/control/socket_path.h"
#include "daemon/log/log.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

/// A plan that names ten thousand feeds is read by nobody.
constexpr std::size_t most_named = 30;
/// A reload reads names and watches anew.
constexpr Duration longest_reload = std::chrono::minutes{5};

void print(char sign, std::string_view kind, std::vector<std::string> const& names) {
  for (std::size_t i = 0; i < std::min(names.size(), most_named); ++i) {
    bool const late = kind == "setting" && configuration::needs_restart(names[i]);
    fmt::print("{} {} {}{}\n", sign, kind, log::visible(names[i]), late ? " (at the next start only)" : "");
  }
  if (names.size() > most_named) fmt::print("{} and {} more\n", sign, names.size() - most_named);
}

json::array array_of(std::vector<std::string> const& names) {
  json::array all;
  for (std::string const& name : names) all.emplace_back(name);
  return all;
}

json::array as_json(std::vector<configuration::Change> const& changes) {
  json::array all;
  for (configuration::Change const& each : changes) {
    all.push_back(json::object{{"kind", each.kind},
                               {"added", array_of(each.added)},
                               {"changed", array_of(each.changed)},
                               {"removed", array_of(each.removed)}});
  }
  return all;
}

bool is_confirmed() {
  if (::isatty(STDIN_FILENO) == 0 || ::isatty(STDOUT_FILENO) == 0) return false;
  fmt::print("Reload? [y/N] ");
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

int say_nobody_answers(bool as_object) {
  fmt::print(stderr, "error: no daemon answers: there is nothing to compare with; see: rasid check\n");
  if (as_object) std::cout << R"({"running":false})" << '\n';
  return failed;
}

}  // namespace

int plan(PlanOptions const& options) {
  configuration::Loaded const loaded = configuration::load_snapshot(options.config);
  for (Diagnostic const& problem : loaded.problems) fmt::print(stderr, "{}", render(problem));
  if (!loaded.snapshot || has_errors(loaded.problems)) {
    fmt::print(stderr, "error: a reload would keep the old configuration, since the new one has errors\n");
    return wrong_input;
  }
  configuration::Settings const& settings = loaded.snapshot->settings;
  auto const sockets =
      control::sockets_to_try(settings.control_socket, options.store.empty() ? settings.store : options.store);
  auto const running = control::ask(sockets, {"configuration", {}});
  if (!running) return say_nobody_answers(options.json);
  if (!*running) {
    fmt::print(stderr, "error: {}\n", running->error().message());
    return failed;
  }
  auto const changes =
      configuration::changes(configuration_command::from_json(**running), configuration::in_force(*loaded.snapshot));
  if (!options.json) {
    for (configuration::Change const& each : changes) {
      print('+', each.kind, each.added);
      print('~', each.kind, each.changed);
      print('-', each.kind, each.removed);
    }
    if (changes.empty()) fmt::print("nothing would change\n");
  }
  bool const wanted = !changes.empty() && (options.yes || (!options.json && is_confirmed()));
  std::optional<control::Answer> reloaded;
  if (wanted) reloaded = control::ask(sockets, {"reload", {}}, longest_reload);
  bool const good = !wanted || (reloaded && *reloaded);
  if (wanted && !good) {
    fmt::print(stderr, "error: {}\n", reloaded ? reloaded->error().message() : "the daemon is gone");
  }
  if (options.json) {
    std::cout << json::serialize(
                     json::object{{"running", true}, {"changes", as_json(changes)}, {"reloaded", wanted && good}})
              << '\n';
  } else if (wanted && good) {
    fmt::print("reloaded\n");
  }
  return good ? done : failed;
}

}  // namespace rasid::cli
