#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "daemon/configuration/sink_settings.h"
#include "daemon/feeds/tracking.h"
#include "daemon/fetch/egress.h"
#include "daemon/fetch/http.h"
#include "daemon/fetch/robots_cache.h"
#include "daemon/log/log.h"
#include "daemon/sinks/channel.h"
#include "daemon/sinks/retry_schedule.h"
#include "daemon/stories/settings.h"
#include "extractors/model/id.h"
#include "extractors/model/time.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// Whether the linked page is read for an item's text.
enum class FullText : std::uint8_t {
  automatic,  // where the item carries only a summary
  always,
  never,
};

struct FeedSettings {
  FeedId id;
  std::string url;
  std::string title;
  std::string language;  // BCP 47; used where a text is too short to tell
  std::string country;   // ISO 3166-1 alpha-2 of where it writes from: places there are likelier; may be empty
  std::vector<std::string> tags;
  std::optional<Duration> interval;        // fixed, between two polls; learnt from what it publishes where absent
  std::optional<Duration> least_interval;  // no poll sooner, whatever was learnt
  std::optional<Duration> most_interval;   // a poll at least so often, whatever was learnt and whatever it asks for
  FullText full_text = FullText::automatic;
  bool allow_private = false;                   // may be on loopback or in a private range
  std::shared_ptr<fetch::Access const> access;  // credentials and the like; null for nearly all

  friend bool operator==(FeedSettings const&, FeedSettings const&) = default;
};

struct PollingSettings {
  Duration interval{std::chrono::minutes{15}};        // on average over all feeds, unless polls_per_hour says otherwise
  std::optional<double> polls_per_hour;               // the budget for all feeds that have no interval of their own
  bool learn = true;                                  // false: every feed at `interval`
  Duration floor{std::chrono::minutes{1}};            // no feed is polled more often, whatever it asks for
  Duration longest_interval{std::chrono::hours{24}};  // a quiet feed is polled at least so often
  Duration longest_hint{std::chrono::hours{24}};      // max-age, ttl and the like are followed up to this
  Duration startup_spread{std::chrono::minutes{1}};   // first and overdue polls after a start are spread over this
  Duration longest_pause{std::chrono::hours{24}};     // growing pauses of a failing feed and Retry-After end here
  std::optional<Duration> host_spacing;               // between two polls of one host; absent: 1 s, 0 on loopback
  double time_scale = 1;                              // every pause is multiplied by it, those that servers ask for too
  std::uint32_t connections = 64;
  std::uint32_t connections_per_host = 1;
};

/// Push by WebSub: hubs send what is new. Off where there is none of it.
struct PushSettings {
  std::string listen;                             // address and port of the callback's listener: "127.0.0.1:8431"
  std::string public_url;                         // where hubs reach that listener; without a final slash
  Duration lease{std::chrono::days{10}};          // asked of hubs, which may give another
  Duration poll_interval{std::chrono::hours{6}};  // a feed is polled no more often while a hub pushes it
  std::uint32_t connections = 64;                 // at once, of hubs and of anybody else
  friend bool operator==(PushSettings const&, PushSettings const&) = default;
};

/// How all sites are reached.
struct FetchSettings {
  std::shared_ptr<fetch::Proxy const> proxy;  // null: straight
  std::string ca_file;                        // PEM with the authorities to trust; empty: the system's
  bool obey_robots = true;                    // for article pages; feeds are named by the user
  fetch::RobotsSettings robots;
};

/// The alert about a feed that fails.
struct FeedFailingSettings {
  Duration after{std::chrono::hours{24}};  // 0: never
  std::vector<SinkId> sinks;               // none: the log alone
};

/// An entry of routes:, not yet compiled: that takes names.
struct RouteSettings {
  std::string match;  // empty: every alert
  std::vector<SinkId> sinks;
  bool go_on = false;
  yaml::Value written;                     // the condition, for messages …
  std::shared_ptr<yaml::File const> file;  // … and where it stands
};

/// How long the store keeps what it has; 0: for ever.
struct RetentionSettings {
  Duration articles{std::chrono::days{90}};
  Duration alerts{std::chrono::days{365}};
  Duration silences{std::chrono::days{90}};  // after their end

  friend bool operator==(RetentionSettings const&, RetentionSettings const&) = default;
};

/// What rasid.yaml says. Defaults are those of the documentation.
struct Settings {
  std::string contact;  // URL or mail address in the User-Agent: whom a publisher may write to
  std::filesystem::path store;
  std::filesystem::path control_socket;  // empty: control::socket_path() chooses
  FeedFailingSettings feed_failing;
  PollingSettings polling;
  std::optional<PushSettings> push;
  fetch::Limits limits;
  FetchSettings fetching;
  std::uint32_t most_items = 5'000;    // of one feed document
  feeds::TrackingParameters tracking;  // dropped from the addresses of articles
  fetch::EgressPolicy egress;
  sinks::RetrySettings retry;
  stories::Settings stories;
  RetentionSettings retention;
  Duration keep_delivered{std::chrono::days{30}};  // deliveries, after they were settled
  Duration keep_dead{std::chrono::days{30}};
  std::uint32_t workers = 0;                 // 0: one per core
  std::uint32_t queue = 256;                 // articles waiting to be handled; beyond it polling waits
  Duration lateness{std::chrono::hours{6}};  // of articles: older than a watch's newest by more is not counted
  Duration drain{20'000};                    // how long a stop waits for work under way
  log::Level log_level = log::Level::info;
  std::string time_zone = "UTC";  // of the times in texts that sinks send
  std::vector<SinkSettings> sinks;
  std::vector<RouteSettings> routes;
  std::map<std::string, std::string, std::less<>>
      written;  // fingerprints of what stands under each key but sinks, feeds
};

}  // namespace rasid::configuration
