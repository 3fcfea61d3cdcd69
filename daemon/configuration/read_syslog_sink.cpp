#include <unistd.h>

#include <array>

#include <fmt/format.h>

#include "daemon/configuration/read_endpoint.h"
#include "daemon/configuration/read_sinks.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;
using Transport = sinks::SyslogSettings::Transport;

std::string own_host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string{};
}

Transport transport_of(std::string const& name) {
  if (name == "udp") return Transport::udp;
  if (name == "tcp") return Transport::tcp;
  return name == "tls" ? Transport::tls : Transport::unix_socket;
}

}  // namespace

sinks::SyslogSettings read_syslog(SinkReading const& reading, SinkId const& id, MapReader& map, yaml::Value const&) {
  sinks::SyslogSettings sink{.id = id};
  sink.transport = transport_of(map.choice("transport", {"unix", "udp", "tcp", "tls"}).value_or("unix"));
  if (sink.transport == Transport::unix_socket) {
    if (auto const path = map.text("path")) sink.path = *path;
  } else {
    sink.server = read_endpoint(reading, map);
    sink.server.tls = sink.transport == Transport::tls;
    if (sink.server.port == 0) sink.server.port = sink.server.tls ? 6514 : 514;
  }
  sink.style.host = map.text("hostname").value_or(own_host_name());
  if (auto const app = map.text("app")) sink.style.app = *app;
  if (auto const data = map.text("data_id")) sink.style.data_id = *data;
  if (auto const most = map.bytes("max_size", 480, 65'000)) sink.style.most_bytes = static_cast<std::size_t>(*most);
  if (auto const name = map.text("facility")) {
    auto const facility = sinks::syslog_facility(*name);
    if (facility) sink.style.facility = *facility;
    if (!facility) {
      map.report(*map.child("facility"), fmt::format("there is no facility \"{}\"", *name),
                 "such as daemon, user, news, local0 … local7");
    }
  }
  sink.timeout = read_timeout(map);
  return sink;
}

}  // namespace rasid::configuration
