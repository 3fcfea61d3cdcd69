#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json/object.hpp>

#include "daemon/alerts/text.h"
#include "extractors/model/result.h"

namespace rasid::sinks {

/// What the feed of the alerts says of itself, and where it is written.
struct AlertFeedSettings {
  std::filesystem::path folder;  // alerts.json, alerts.atom and alerts.rss are written here
  std::string title = "Rasid alerts";
  std::string url;         // where the folder can be read from: makes the feeds' own links; may be empty
  std::size_t most = 100;  // alerts in it: the latest
  alerts::TextSettings text;
};

/// The last alerts as a feed in three forms: JSON Feed 1.1, Atom (RFC 4287) and RSS 2.0. A later revision of an alert
/// replaces the earlier. Its state is the JSON form itself, so that a restart goes on where the last one ended. Blocks;
/// one thread at a time, and one process.
class AlertFeed {
 public:
  explicit AlertFeed(AlertFeedSettings settings) : settings_(std::move(settings)) {}

  /// Adds the alert and writes the three files, each replaced whole.
  Result<> add(alerts::AlertView const& alert) const;

 private:
  AlertFeedSettings settings_;
};

/// The three forms of a JSON Feed whose items alert_item() made.
boost::json::object alert_item(alerts::AlertView const& alert, alerts::TextSettings const& text);
std::string atom_of(boost::json::object const& feed);
std::string rss_of(boost::json::object const& feed);

}  // namespace rasid::sinks
