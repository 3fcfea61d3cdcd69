#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/model/time.h"

namespace rasid::scheduling {

/// The host a feed's URL names, in lower case; the whole text where it names none. Credentials and port are left out:
/// one machine is one machine.
std::string host_of(std::string_view url);

/// Lets feeds of one host be polled one after another: so many at a time, and so long apart. A feed whose host is busy
/// is parked here, and handed back by the call that makes room, so that a slow host holds up nobody else.
/// Keeps time only: no clock, one thread.
class HostTurns {
 public:
  using Feed = std::uint32_t;
  using Host = std::uint32_t;

  /// `spacing`, where absent, is 1 s and nothing on loopback, which is no publisher's.
  void set(std::uint32_t at_once, std::optional<Duration> spacing, double scale);
  /// The same number for the same name, for ever.
  Host number(std::string const& name);

  struct Answer {
    bool go = false;
    std::optional<Timestamp> later;  // where not `go`: ask again then; absent: parked
  };
  /// May this feed be polled now? With `go` it counts as under way until end().
  Answer ask(Host host, Feed feed, Timestamp now);
  /// A poll ended. The feed that may ask next, and when, where one is parked.
  std::optional<std::pair<Timestamp, Feed>> end(Host host);
  /// Forgets who is parked and promised, not who is under way: the feeds are numbered anew.
  void clear_parked();

 private:
  struct State {
    bool loopback = false;
    bool promised = false;  // somebody was told to ask again later
    std::uint32_t under_way = 0;
    Timestamp next_start{};
    std::deque<Feed> parked;
  };
  [[nodiscard]] Duration spacing_of(State const& host) const;

  std::uint32_t at_once_ = 1;
  std::optional<Duration> spacing_;
  double scale_ = 1;
  std::unordered_map<std::string, Host> numbers_;
  std::vector<State> hosts_;
};

}  // namespace rasid::scheduling
