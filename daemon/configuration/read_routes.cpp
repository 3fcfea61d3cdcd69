#include "daemon/configuration/read_routes.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/condition.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

bool is_there(Settings const& settings, SinkId const& sink) {
  return std::ranges::any_of(settings.sinks, [&](SinkSettings const& known) { return known.id == sink; });
}

/// Reports each of the names that is no sink's.
void check(yaml::File const& file, yaml::Value const& value, Settings const& settings, std::string_view what,
           Diagnostics& problems) {
  auto const look_at = [&](yaml::Value const& name) {
    if (name.kind != yaml::Value::Kind::scalar || is_there(settings, {name.text})) return;
    problems.push_back(file.error(name, fmt::format("{} names a sink \"{}\" that is not there", what, name.text),
                                  "name one of those under sinks:"));
  };
  if (value.kind == yaml::Value::Kind::list) std::ranges::for_each(value.items, look_at);
  look_at(value);
}

RouteSettings read_route(yaml::File const& file, std::shared_ptr<yaml::File const> const& kept,
                         yaml::Value const& value, Diagnostics& problems) {
  MapReader map(file, value, "route", problems);
  RouteSettings route;
  route.match = map.text("match").value_or("");
  if (yaml::Value const* match = map.child("match")) {
    route.written = *match;
    if (route.match.empty()) map.report(*match, "match is empty", "leave it out where every alert is meant");
  }
  for (std::string& sink : map.texts("sinks")) route.sinks.push_back({std::move(sink)});
  if (route.sinks.empty()) map.report(value, "a route needs sinks", "write sinks: [desk]");
  route.go_on = map.boolean("continue").value_or(false);
  route.file = kept;
  map.finish();
  return route;
}

}  // namespace

std::vector<RouteSettings> read_routes(yaml::File const& file, MapReader& top, Diagnostics& problems) {
  std::vector<RouteSettings> routes;
  auto const values = top.items("routes");
  if (values.empty()) return routes;
  // Its lines alone are needed later, for messages.
  auto const kept = std::make_shared<yaml::File const>(yaml::File{file.name, file.lines, {}});
  for (yaml::Value const* value : values) routes.push_back(read_route(file, kept, *value, problems));
  return routes;
}

void check_sinks_of_routing(yaml::File const& file, MapReader& top, Settings const& settings, Diagnostics& problems) {
  static yaml::Value const none;
  auto const items_of = [&](std::string_view key) -> std::vector<yaml::Value> const& {
    yaml::Value const* list = top.child(key);
    return (list == nullptr ? none : *list).items;
  };
  for (yaml::Value const& route : items_of("routes")) {
    if (yaml::Value const* sinks = route.find("sinks")) check(file, *sinks, settings, "a route", problems);
  }
  for (yaml::Value const& sink : items_of("sinks")) {
    yaml::Value const* escalate = sink.find("escalate");
    if (escalate == nullptr) continue;
    auto const look_at = [&](yaml::Value const& step) {
      if (yaml::Value const* sinks = step.find("sinks")) check(file, *sinks, settings, "escalate", problems);
    };
    std::ranges::for_each(escalate->items, look_at);
    look_at(*escalate);
  }
}

std::optional<std::vector<routing::Route>> compile_routes(std::vector<RouteSettings> const& written,
                                                          rules::Vocabulary const& vocabulary, Diagnostics& problems) {
  std::vector<routing::Route> routes;
  bool good = true;
  for (RouteSettings const& each : written) {
    routing::Route& route = routes.emplace_back(routing::Route{std::nullopt, each.sinks, each.go_on});
    if (each.match.empty()) continue;
    auto condition = routing::Condition::compile(each.match, vocabulary);
    if (condition) {
      route.match = *std::move(condition);
      continue;
    }
    good = false;
    for (rules::Problem const& problem : condition.error()) {
      problems.push_back(each.file->error_inside(each.written, problem.span.offset, problem.span.length,
                                                 problem.message, problem.remedy));
    }
  }
  if (!good) return std::nullopt;
  return routes;
}

}  // namespace rasid::configuration
