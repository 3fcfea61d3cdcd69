#include "daemon/configuration/restart_needed.h"

#include <tuple>

namespace rasid::configuration {
namespace {

auto egress_of(Settings const& s) {
  return std::tie(s.egress.allowed_v4, s.egress.allowed_v6, s.egress.ports, s.egress.schemes, s.egress.files);
}

auto fetching_of(Settings const& s) {
  fetch::RobotsSettings const& robots = s.fetching.robots;
  return std::tuple(s.fetching.proxy ? *s.fetching.proxy : fetch::Proxy{}, s.fetching.ca_file, robots.keep,
                    robots.keep_failure, robots.longest_delay);
}

auto retry_of(Settings const& s) {
  auto const& [failures, probe_after, longest_pause] = s.retry.breaker;
  return std::tie(s.retry.pauses, s.retry.then_every, s.retry.give_up_after, s.retry.jitter, failures, probe_after,
                  longest_pause);
}

}  // namespace

std::vector<std::string> restart_needed(Settings const& started_with, Settings const& wanted) {
  Settings const& a = started_with;
  Settings const& b = wanted;
  std::vector<std::string> keys;
  auto const note = [&](bool same, char const* key) {
    if (!same) keys.emplace_back(key);
  };
  note(a.contact == b.contact, "contact");
  note(a.store == b.store, "store");
  note(a.control_socket == b.control_socket, "control_socket");
  note(a.polling.connections == b.polling.connections, "polling.connections");
  note(a.polling.connections_per_host == b.polling.connections_per_host, "polling.connections_per_host");
  note(egress_of(a) == egress_of(b), "egress");
  note(fetching_of(a) == fetching_of(b), "fetch");
  note(retry_of(a) == retry_of(b), "retry");
  note(a.keep_delivered == b.keep_delivered && a.keep_dead == b.keep_dead, "outbox");
  note(a.workers == b.workers, "pipeline.workers");
  note(a.queue == b.queue, "pipeline.queue");
  note(a.drain == b.drain, "pipeline.drain");
  note(a.log_level == b.log_level, "log_level");
  return keys;
}

}  // namespace rasid::configuration
