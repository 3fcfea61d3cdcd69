#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "daemon/configuration/settings.h"
#include "daemon/demo/local_server.h"
#include "daemon/demo/newsroom.h"
#include "daemon/sinks/secret.h"

namespace rasid::demo {

/// The world around a daemon, played on loopback: the newsroom that publishes and the receiver of its webhooks.
/// Articles are released over `over`, round after round; each webhook's signature is checked and its alert printed.
class Demonstration {
 public:
  struct Totals {
    std::size_t released = 0, alerts = 0, repeats = 0, refused = 0;
  };

  /// Prints on standard output.
  Demonstration(Newsroom newsroom, Duration over, bool colours);

  /// Puts the newsroom in the place of the configured feeds, and this receiver in the place of every configured sink.
  void adjust(configuration::Settings& settings, std::vector<configuration::FeedSettings>& feeds) const;

  /// Releases what is due. To be called now and then, from one thread.
  void release_due();

  [[nodiscard]] std::string base() const;
  [[nodiscard]] Totals totals() const;

 private:
  HttpAnswer serve(HttpQuestion const& question);
  HttpAnswer receive(HttpQuestion const& question);

  Newsroom const newsroom_;
  Duration const over_;
  bool const colours_;
  std::string const secret_text_;
  sinks::Secret const secret_;
  Timestamp const started_;
  mutable std::mutex mutex_;  // guards the three below, and standard output
  std::vector<Edition> released_;
  std::vector<std::string> seen_;  // message ids
  Totals totals_;
  LocalServer server_;  // last: its thread uses all of the above
};

}  // namespace rasid::demo
