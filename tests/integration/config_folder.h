#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temp_folder.h"

namespace rasid::test {

struct FeedLine {
  std::string id;
  std::string url;
  std::string more;  // further keys: "interval: 1s, lang: ar"
};

struct WatchLine {
  std::string id;
  std::string when;
  std::string more;  // further keys: "severity: high"
};

struct SinkLine {
  std::string id;
  std::string url;
  std::string more;  // further keys: "timeout: 1s"
};

/// What rasid.yaml says beside its sinks: all that makes a daemon wait is short.
struct Tuning {
  std::string polling =
      "{interval: 200ms, floor: 50ms, startup_spread: 0s, longest_pause: 1s, connections_per_host: 4}";
  std::string limits = "{connect: 2s, total: 5s}";
  std::string retry = "{schedule: [0s, 200ms, 500ms], then_every: 500ms}";
  std::string pipeline = "{workers: 2, queue: 64, drain: 5s}";
  std::string egress = "{allow: []}";
  std::string log_level = "info";
  std::string feed_failing = "{after: 24h, sinks: []}";
  std::string push;  // empty: off
  /// Most tests want an alert for each article, and write articles that are much alike.
  std::string stories = "{join: identical, tell_feeds: []}";
  std::string more;  // further lines
};

/// A whole configuration in a folder of its own: a watchlist of two persons and an organisation, a gazetteer of six
/// places, the secret `secret()`, and the sinks, feeds and watches a test writes. The database and the log lie in it
/// too.
class ConfigFolder {
 public:
  ConfigFolder();

  /// rasid.yaml, with webhook sinks that may be on loopback.
  void write_settings(std::vector<SinkLine> const& sinks, Tuning const& tuning = {}) const;
  /// feeds.d/NAME.yaml; feeds may be on loopback.
  void write_feeds(std::vector<FeedLine> const& feeds, std::string const& name = "feeds") const;
  /// rules.d/NAME.yaml; alerts go to `sinks` ("desk" or "desk, night").
  void write_watches(std::vector<WatchLine> const& watches, std::string const& name = "watches",
                     std::string const& sinks = "desk") const;
  /// Any other file, by its path in the folder.
  std::filesystem::path write(std::filesystem::path const& name, std::string_view content) const {
    return folder_.write(name, content);
  }

  [[nodiscard]] std::filesystem::path const& path() const { return folder_.path(); }
  [[nodiscard]] std::filesystem::path database() const { return folder_ / "rasid.db"; }
  [[nodiscard]] std::filesystem::path log_file() const { return folder_ / "rasid.log"; }
  /// What every sink signs with.
  static std::string const& secret();

 private:
  TempFolder folder_;
};

}  // namespace rasid::test
