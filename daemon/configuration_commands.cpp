#include "daemon/configuration_commands.h"

#include <array>
#include <utility>

#include <boost/json/array.hpp>

#include "daemon/pipeline.h"

namespace rasid::configuration_command {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

using configuration::InForce;
constexpr auto kinds =
    std::to_array<std::pair<char const*, InForce::Parts InForce::*>>({{"settings", &InForce::settings},
                                                                      {"feeds", &InForce::feeds},
                                                                      {"sinks", &InForce::sinks},
                                                                      {"actors", &InForce::actors},
                                                                      {"watches", &InForce::watches},
                                                                      {"places", &InForce::places}});

}  // namespace

asio::awaitable<control::Answer> in_force(Pipeline& pipeline) {
  co_return json::value(to_json(configuration::in_force(*pipeline.snapshot())));
}

asio::awaitable<control::Answer> watches(Pipeline& pipeline) {
  rules::WatchSet const& set = pipeline.snapshot()->watches;
  std::vector<rules::WatchCounts> const counts = set.counts();
  json::array all;
  std::size_t i = 0;
  for (rules::Watch const& watch : set.watches()) {
    rules::WatchCounts const& count = counts[i++];
    all.push_back(json::object{{"id", watch.id.value},
                               {"title", watch.title},
                               {"file", set.file_of(watch)},
                               {"severity", to_text(watch.severity)},
                               {"candidates", count.candidates},
                               {"evaluated", count.evaluated},
                               {"matched", count.matched}});
  }
  co_return json::value(std::move(all));
}

json::object to_json(InForce const& parts) {
  json::object out;
  for (auto const& [name, kind] : kinds) {
    json::object& into = out[name].emplace_object();
    for (auto const& [part, digest] : parts.*kind) into[part] = digest;
  }
  return out;
}

InForce from_json(json::value const& value) {
  InForce out;
  auto const* object = value.if_object();
  if (object == nullptr) return out;
  for (auto const& [name, kind] : kinds) {
    auto const* parts = object->if_contains(name);
    if (parts == nullptr || !parts->is_object()) continue;
    for (auto const& [part, digest] : parts->get_object()) {
      if (digest.is_string()) (out.*kind).emplace(std::string(part), std::string(digest.get_string()));
    }
  }
  return out;
}

}  // namespace rasid::configuration_command
