// rasid sinks: how the places are where alerts go.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <fmt/format.h>

#include "daemon/alerts/digest.h"
#include "daemon/alerts/test_payload.h"
#include "daemon/cli/commands.h"
#include "daemon/cli/outbox_commands.h"
#include "daemon/configuration/read_settings.h"
#include "daemon/log/log.h"
#include "daemon/make_sinks.h"
#include "daemon/sinks/signature.h"
#include "daemon/version.h"

namespace rasid::cli {
namespace {

namespace json = boost::json;
namespace asio = boost::asio;
using store::SinkRecord;

struct Options {
  DeskOptions desk;
  std::string name;
  std::string because = "by hand";
};

/// The configuration's sinks; nothing, after saying why, where it cannot be read.
std::optional<configuration::Settings> settings_of(Options const& options) {
  Diagnostics problems;
  configuration::Settings settings = configuration::read_settings(options.desk.config, problems);
  if (!has_errors(problems)) return settings;
  for (Diagnostic const& problem : problems) fmt::print(stderr, "{}", render(problem));
  return std::nullopt;
}

char const* state_of(SinkRecord const& r, bool configured) {
  if (r.state.disabled_since) return "disabled";
  if (!configured) return "not configured";
  return r.state.failures > 0 ? "failing" : "good";
}

json::value time_or_null(std::optional<Timestamp> time) {
  return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

json::object as_json(SinkRecord const& r, bool configured) {
  return {{"sink", r.state.sink.value},
          {"configured", configured},
          {"state", state_of(r, configured)},
          {"pending", r.pending},
          {"delivered", r.delivered},
          {"dead", r.dead},
          {"failures", r.state.failures},
          {"last_success", time_or_null(r.state.last_success)},
          {"last_failure", time_or_null(r.state.last_failure)},
          {"last_error", r.state.last_error},
          {"disabled_since", time_or_null(r.state.disabled_since)},
          {"disabled_because", r.state.disabled_because}};
}

void print_one(SinkRecord const& r, bool configured) {
  Timestamp const now = SystemClock{}.now();
  fmt::print("{:<16} {:<14} {} pending, {} delivered, {} dead\n", log::visible(r.state.sink.value),
             state_of(r, configured), r.pending, r.delivered, r.dead);
  if (r.state.disabled_since) {
    fmt::print("    disabled {}: {}; enable it with: rasid sinks enable {}\n", beside_now(*r.state.disabled_since, now),
               log::visible(r.state.disabled_because), log::visible(r.state.sink.value));
  }
  if (r.state.failures > 0) {
    fmt::print("    {} failures in a row, the last {}: {}\n", r.state.failures,
               r.state.last_failure ? beside_now(*r.state.last_failure, now) : "", log::visible(r.state.last_error));
  }
  if (r.state.last_success) fmt::print("    last success {}\n", beside_now(*r.state.last_success, now));
}

int list(Options const& options) {
  auto const settings = settings_of(options);
  if (!settings) return wrong_input;
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  auto known = value_or_say(desk->sinks());
  if (!known) return failed;
  auto const is_configured = [&](SinkId const& id) {
    return std::ranges::any_of(settings->sinks, [&](auto const& sink) { return sink.id == id; });
  };
  for (auto const& sink : settings->sinks) {
    bool const listed = std::ranges::any_of(*known, [&](SinkRecord const& r) { return r.state.sink == sink.id; });
    if (!listed) known->push_back({.state = {.sink = sink.id}});
  }
  std::ranges::sort(*known, {}, [](SinkRecord const& r) { return r.state.sink; });
  json::array all;
  for (SinkRecord const& record : *known) {
    bool const configured = is_configured(record.state.sink);
    if (options.desk.json) {
      all.push_back(as_json(record, configured));
    } else {
      print_one(record, configured);
    }
  }
  if (options.desk.json) std::cout << json::serialize(all) << '\n';
  if (!options.desk.json && known->empty()) fmt::print("no sinks are configured\n");
  return done;
}

int set_enabled(Options const& options, bool enabled) {
  auto const settings = settings_of(options);
  if (!settings) return wrong_input;
  auto desk = open_desk(options.desk);
  if (!desk) return wrong_input;
  SinkId const id{options.name};
  auto const known = value_or_say(desk->sinks());
  if (!known) return failed;
  bool const there = std::ranges::any_of(settings->sinks, [&](auto const& sink) { return sink.id == id; }) ||
                     std::ranges::any_of(*known, [&](SinkRecord const& r) { return r.state.sink == id; });
  if (!there) {
    fmt::print(stderr, "error: there is no sink \"{}\"\n", options.name);
    return wrong_input;
  }
  Result<> const changed = enabled ? desk->enable(id) : desk->disable(id, options.because, SystemClock{}.now());
  if (!changed) {
    fmt::print(stderr, "error: {}\n", changed.error().message());
    return failed;
  }
  if (options.desk.json) {
    std::cout << json::serialize(json::object{{"sink", options.name}, {"enabled", enabled}}) << '\n';
  } else {
    fmt::print("{} {}\n", options.name, enabled ? "enabled" : "disabled; what is meant for it waits");
  }
  return done;
}

/// What became of a test, in words; empty where it arrived.
std::string trouble_in(std::optional<sinks::DeliveryResult> const& result) {
  if (!result) return "the sink failed unexpectedly";
  if (auto const* later = std::get_if<sinks::RetryLater>(&*result)) return later->why;
  if (auto const* dead = std::get_if<sinks::Dead>(&*result)) return dead->why;
  if (auto const* gone = std::get_if<sinks::Gone>(&*result)) return gone->why;
  return {};
}

/// Sends one test message past the outbox, with the sink as the daemon would make it.
int test(Options const& options) {
  auto const settings = settings_of(options);
  if (!settings) return wrong_input;
  asio::io_context io;
  SystemClock const clock;
  log::Logger const log(settings->log_level);
  fetch::Fetcher fetcher(io.get_executor(), {.user_agent = user_agent(settings->contact), .egress = settings->egress});
  auto const sinks = make_sinks(*settings, {io.get_executor(), fetcher, settings->egress, clock, log});
  auto const found = sinks->find({options.name});
  if (found == sinks->end()) {
    std::string names;
    for (auto const& [id, channel] : *sinks) names += " " + id.value;
    fmt::print(stderr, "error: there is no sink \"{}\"; there are:{}\n", options.name, log::visible(names));
    return wrong_input;
  }
  Timestamp const now = clock.now();
  AlertId const id{"alr_" + alerts::digest128({"test", options.name, to_rfc3339(now)})};
  store::Delivery const delivery{
      .alert = id, .sink = {options.name}, .body = alerts::test_payload({options.name}, id, now), .created = now};
  std::optional<sinks::DeliveryResult> result;
  auto send = [&]() -> asio::awaitable<void> { result = co_await found->second.sink->deliver(delivery); };
  asio::co_spawn(io, send(), [](std::exception_ptr const&) {});
  io.run();
  std::string const trouble = trouble_in(result);
  if (options.desk.json) {
    std::cout << json::serialize(json::object{{"sink", options.name},
                                              {"message", delivery.message_id()},
                                              {"delivered", trouble.empty()},
                                              {"error", trouble}})
              << '\n';
  } else if (trouble.empty()) {
    fmt::print("{} took the test message {}\n", options.name, delivery.message_id());
  } else {
    fmt::print(stderr, "error: {} did not take the test message: {}\n", options.name, log::visible(trouble));
  }
  return trouble.empty() ? done : failed;
}

/// Prints the public keys of a webhook's private ones: what a receiver needs, and no secret.
int keys(Options const& options) {
  auto const settings = settings_of(options);
  if (!settings) return wrong_input;
  auto const found = std::ranges::find(settings->sinks, SinkId{options.name}, &configuration::SinkSettings::id);
  if (found == settings->sinks.end()) {
    fmt::print(stderr, "error: there is no sink \"{}\"\n", options.name);
    return wrong_input;
  }
  json::array all;
  if (auto const* webhook = std::get_if<sinks::WebhookSettings>(&found->kind)) {
    for (sinks::Secret const& secret : webhook->secrets) {
      if (auto const key = sinks::public_key(secret)) all.emplace_back(*key);
    }
  }
  if (options.desk.json) {
    std::cout << json::serialize(all) << '\n';
    return done;
  }
  for (json::value const& key : all) fmt::print("{}\n", std::string_view(key.get_string()));
  if (all.empty()) fmt::print(stderr, "{} signs with shared secrets (whsec_…) only\n", options.name);
  return done;
}

int enable(Options const& options) {
  return set_enabled(options, true);
}
int disable(Options const& options) {
  return set_enabled(options, false);
}

}  // namespace

void add_sinks(CLI::App& app, int& status) {
  CLI::App* group = app.add_subcommand("sinks", "See how the sinks are; test, enable and disable them");
  group->require_subcommand(0, 1);
  auto whole = std::make_shared<Options>();
  whole->desk.add_to(*group);
  group->callback([whole, group, &status] {
    if (group->get_subcommands().empty()) status = list(*whole);
  });
  auto const add = [&](char const* name, char const* help, int (*run)(Options const&)) {
    auto options = std::make_shared<Options>();
    CLI::App* command = group->add_subcommand(name, help);
    options->desk.add_to(*command);
    command->callback([options, run, &status] { status = run(*options); });
    return std::pair(command, options);
  };
  add("list", "How each sink is doing and what waits for it", list);
  auto const [testing, test_options] = add("test", "Send a test message and say what became of it", test);
  testing->add_option("NAME", test_options->name, "Id of the sink")->required();
  auto const [showing, keys_options] = add("keys", "Print the public keys that a receiver verifies with (v1a)", keys);
  showing->add_option("NAME", keys_options->name, "Id of the sink")->required();
  auto const [enabling, enable_options] = add("enable", "Send to a disabled sink again", enable);
  enabling->add_option("NAME", enable_options->name, "Id of the sink")->required();
  auto const [disabling, disable_options] =
      add("disable", "Send nothing to a sink; what is meant for it waits", disable);
  disabling->add_option("NAME", disable_options->name, "Id of the sink")->required();
  disabling->add_option("--because", disable_options->because, "Shown to whoever asks")->capture_default_str();
}

}  // namespace rasid::cli
