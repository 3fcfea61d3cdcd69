#pragma once

#include <string>

#include "daemon/cli/feed_commands.h"
#include "daemon/configuration/settings.h"
#include "daemon/fetch/http.h"
#include "extractors/model/result.h"

namespace rasid::cli {

/// rasid.yaml of the configuration as far as it can be read, for its limits, contact and egress; defaults otherwise.
configuration::Settings network_settings(NetworkOptions const& options);

/// Asks for feeds and pages one after another, as the daemon would: same guard, same limits, same User-Agent.
class Network {
 public:
  Network(NetworkOptions options, configuration::Settings settings);

  /// GET, waiting for its end; `accept` is the header's value.
  [[nodiscard]] Result<fetch::Response> get(std::string const& url, std::string const& accept) const;

  [[nodiscard]] configuration::Settings const& settings() const { return settings_; }

 private:
  NetworkOptions options_;
  configuration::Settings settings_;
};

/// What a person can do about it, in one line; empty where there is nothing more to say than the error does.
std::string remedy_for(Error const& error);

/// "example.org/news" as people write it becomes "https://example.org/news".
std::string with_scheme(std::string const& url);

}  // namespace rasid::cli
