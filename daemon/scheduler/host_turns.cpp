#include "daemon/scheduler/host_turns.h"

#include <algorithm>

namespace rasid::scheduling {
namespace {

constexpr Duration usual_spacing{1'000};

bool is_loopback(std::string_view host) {
  return host == "localhost" || host.starts_with("127.") || host == "[::1]";
}

}  // namespace

std::string host_of(std::string_view url) {
  auto const scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  std::string_view host = url.substr(scheme + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (auto const at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  auto const bracket = host.find(']');
  auto const colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  host = host.substr(0, colon);
  std::string name(host);
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name;
}

void HostTurns::set(std::uint32_t at_once, std::optional<Duration> spacing, double scale) {
  at_once_ = std::max(at_once, 1U);
  spacing_ = spacing;
  scale_ = scale;
}

HostTurns::Host HostTurns::number(std::string const& name) {
  auto const [found, fresh] = numbers_.emplace(name, static_cast<Host>(hosts_.size()));
  if (fresh) hosts_.push_back({.loopback = is_loopback(name)});
  return found->second;
}

Duration HostTurns::spacing_of(State const& host) const {
  Duration const spacing = spacing_.value_or(host.loopback ? Duration{0} : usual_spacing);
  return Duration{static_cast<Duration::rep>(static_cast<double>(spacing.count()) * scale_)};
}

HostTurns::Answer HostTurns::ask(Host number, Feed feed, Timestamp now) {
  State& host = hosts_[number];
  bool const busy = host.under_way >= at_once_;
  if (busy || (host.promised && now < host.next_start)) {
    host.parked.push_back(feed);
    return {};
  }
  if (now < host.next_start) {
    host.promised = true;
    return {.go = false, .later = host.next_start};
  }
  host.promised = false;
  ++host.under_way;
  host.next_start = now + spacing_of(host);
  // Room for another at the same time: whoever is parked is let in by the poll that ends first.
  return {.go = true, .later = {}};
}

std::optional<std::pair<Timestamp, HostTurns::Feed>> HostTurns::end(Host number) {
  State& host = hosts_[number];
  if (host.under_way > 0) --host.under_way;
  if (host.parked.empty()) return std::nullopt;
  Feed const next = host.parked.front();
  host.parked.pop_front();
  host.promised = true;
  return std::pair{host.next_start, next};
}

void HostTurns::clear_parked() {
  for (State& host : hosts_) {
    host.parked.clear();
    host.promised = false;
  }
}

}  // namespace rasid::scheduling
