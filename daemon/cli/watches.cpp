#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/network.h"
#include "daemon/control/client.h"
#include "daemon/control/socket_path.h"
#include "daemon/log/log.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

std::int64_t number_of(json::value const& watch, char const* member) {
  auto const* found = watch.as_object().if_contains(member);
  return found != nullptr && found->is_number() ? found->to_number<std::int64_t>() : 0;
}

std::string text_of_member(json::value const& watch, char const* member) {
  auto const* found = watch.as_object().if_contains(member);
  return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string{};
}

void sort(json::array& watches, std::string const& by) {
  if (by.empty() || by == "file") return;
  std::ranges::stable_sort(watches, [&](json::value const& a, json::value const& b) {
    if (by == "id") return text_of_member(a, "id") < text_of_member(b, "id");
    return number_of(a, by.c_str()) > number_of(b, by.c_str());
  });
}

}  // namespace

int watches(WatchesOptions const& options) {
  configuration::Settings const settings = network_settings({options.config, false});
  auto const sockets =
      control::sockets_to_try(settings.control_socket, options.store.empty() ? settings.store : options.store);
  auto answer = control::ask(sockets, {"watches", {}});
  if (!answer || !*answer || !(**answer).is_array()) {
    fmt::print(stderr, "error: {}\n",
               answer && !*answer ? answer->error().message() : "no daemon answers; it counts while it runs");
    return failed;
  }
  json::array& all = (**answer).get_array();
  sort(all, options.by);
  if (options.limit > 0 && all.size() > options.limit) all.resize(options.limit);
  if (options.json) {
    std::cout << json::serialize(all) << '\n';
    return done;
  }
  fmt::print("{:>12} {:>12} {:>12}  WATCH\n", "CANDIDATES", "EVALUATED", "MATCHED");
  for (json::value const& watch : all) {
    fmt::print("{:>12} {:>12} {:>12}  {}  {}\n", number_of(watch, "candidates"), number_of(watch, "evaluated"),
               number_of(watch, "matched"), log::visible(text_of_member(watch, "id")),
               log::visible(text_of_member(watch, "file")));
  }
  return done;
}

}  // namespace rasid::cli
