#include "daemon/configuration/read_settings.h"

#include <charconv>
#include <cstdlib>
#include <numeric>

#include <fmt/format.h>

#include "daemon/alerts/zone_time.h"
#include "daemon/configuration/fingerprint.h"
#include "daemon/configuration/read_fetching.h"
#include "daemon/configuration/read_push.h"
#include "daemon/configuration/read_routes.h"
#include "daemon/configuration/read_sinks.h"
#include "daemon/configuration/secret.h"
#include "extractors/entities/listed.h"
#include "extractors/yaml/yaml.h"

namespace rasid::configuration {
namespace {

using yaml::MapReader;

constexpr Duration shortest{1};
/// Beyond a year a length of time is a slip of the pen, and sums of them would not fit.
constexpr Duration longest = std::chrono::days{365};
constexpr Duration longest_request = std::chrono::hours{24};

template <class T, class Read>
void take(T& into, std::optional<Read> const& value) {
  if (value) into = static_cast<T>(*value);
}

std::filesystem::path default_store() {
  // systemd sets STATE_DIRECTORY from StateDirectory=; outside of it the working folder is all we may assume.
  char const* state = std::getenv("STATE_DIRECTORY");
  return state == nullptr ? std::filesystem::path("rasid.db") : std::filesystem::path(state) / "rasid.db";
}

/// The item of a list (or the scalar alone) that reads `text`: a message points at it and not at the whole list.
yaml::Value const& item(yaml::Value const& list, std::string_view text) {
  auto const found = std::ranges::find(list.items, text, &yaml::Value::text);
  return found == list.items.end() ? list : *found;
}

void read_polling(MapReader& top, yaml::File const& file, PollingSettings& polling, Diagnostics& problems) {
  yaml::Value const* value = top.child("polling");
  if (value == nullptr) return;
  MapReader map(file, *value, "polling", problems);
  take(polling.interval, map.duration("interval", shortest, longest));
  take(polling.polls_per_hour, map.number("polls_per_hour", 0.01, 1e8));
  take(polling.learn, map.boolean("learn"));
  take(polling.floor, map.duration("floor", Duration{0}, longest));
  take(polling.longest_interval, map.duration("longest_interval", shortest, longest));
  take(polling.longest_hint, map.duration("longest_hint", Duration{0}, longest));
  take(polling.host_spacing, map.duration("host_spacing", Duration{0}, longest_request));
  take(polling.time_scale, map.number("time_scale", 1e-6, 1e3));
  take(polling.startup_spread, map.duration("startup_spread", Duration{0}, longest));
  take(polling.longest_pause, map.duration("longest_pause", shortest, longest));
  take(polling.connections, map.integer("connections", 1, 10'000));
  take(polling.connections_per_host, map.integer("connections_per_host", 1, 64));
  map.finish();
}

void read_feed_failing(MapReader& top, yaml::File const& file, FeedFailingSettings& failing, Diagnostics& problems) {
  yaml::Value const* value = top.child("feed_failing");
  if (value == nullptr) return;
  MapReader map(file, *value, "feed_failing", problems);
  take(failing.after, map.duration("after", Duration{0}, longest));
  for (std::string& sink : map.texts("sinks")) failing.sinks.push_back({std::move(sink)});
  map.finish();
}

/// Sinks stand below in the file: whether those named are there is known only at its end.
void check_feed_failing(MapReader& top, Settings const& settings) {
  yaml::Value const* value = top.child("feed_failing");
  for (SinkId const& sink : settings.feed_failing.sinks) {
    if (std::ranges::any_of(settings.sinks, [&](SinkSettings const& s) { return s.id == sink; })) continue;
    top.report(*value, fmt::format("feed_failing names a sink \"{}\" that is not there", sink.value),
               "name one of those under sinks:");
  }
}

void read_limits(MapReader& top, yaml::File const& file, Settings& settings, Diagnostics& problems) {
  yaml::Value const* value = top.child("limits");
  if (value == nullptr) return;
  MapReader map(file, *value, "limits", problems);
  fetch::Limits& limits = settings.limits;
  take(limits.connect, map.duration("connect", shortest, longest_request));
  take(limits.total, map.duration("total", shortest, longest_request));
  take(limits.body_bytes, map.bytes("body", 1, 1U << 30U));
  take(limits.header_bytes, map.bytes("headers", 1, 64U << 20U));
  take(limits.redirects, map.integer("redirects", 0, 50));
  take(limits.slow_bytes_per_second, map.bytes("slow_rate", 0, 1U << 30U));
  take(limits.slow_for, map.duration("slow_for", Duration{0}, longest_request));
  take(settings.most_items, map.integer("items", 1, 1'000'000));
  map.finish();
}

void read_breaker(MapReader& retry, yaml::File const& file, sinks::BreakerSettings& breaker, Diagnostics& problems) {
  yaml::Value const* value = retry.child("breaker");
  if (value == nullptr) return;
  MapReader map(file, *value, "breaker", problems);
  take(breaker.failures, map.integer("failures", 1, 1'000'000));
  take(breaker.probe_after, map.duration("probe_after", shortest, longest));
  take(breaker.longest_pause, map.duration("longest_pause", shortest, longest));
  map.finish();
}

void read_retry(MapReader& top, yaml::File const& file, sinks::RetrySettings& retry, Diagnostics& problems) {
  yaml::Value const* value = top.child("retry");
  if (value == nullptr) return;
  MapReader map(file, *value, "retry", problems);
  auto const schedule = map.texts("schedule");
  if (!schedule.empty()) retry.pauses.clear();
  for (std::string const& text : schedule) {
    auto const pause = parse_duration(text);
    if (pause && *pause <= longest) {
      retry.pauses.push_back(*pause);
    } else {
      map.report(item(*map.child("schedule"), text),
                 fmt::format("\"{}\" is not a length of time up to {}", text, to_text(longest)),
                 "write [0s, 5s, 30s, 5m]");
    }
  }
  take(retry.then_every, map.duration("then_every", shortest, longest));
  take(retry.give_up_after, map.duration("give_up_after", Duration{0}, longest));
  take(retry.jitter, map.number("jitter", 0, 0.9));
  // A schedule that is quick does not want to wait for probes longer than for any retry.
  Duration const slowest = std::accumulate(retry.pauses.begin(), retry.pauses.end(), retry.then_every,
                                           [](Duration a, Duration b) { return std::max(a, b); });
  retry.breaker.probe_after = std::min(retry.breaker.probe_after, slowest);
  retry.breaker.longest_pause = std::min(retry.breaker.longest_pause, slowest);
  read_breaker(map, file, retry.breaker, problems);
  map.finish();
}

void read_outbox(MapReader& top, yaml::File const& file, Settings& settings, Diagnostics& problems) {
  yaml::Value const* value = top.child("outbox");
  if (value == nullptr) return;
  MapReader map(file, *value, "outbox", problems);
  take(settings.keep_delivered, map.duration("keep_delivered", Duration{0}, longest));
  take(settings.keep_dead, map.duration("keep_dead", Duration{0}, longest));
  map.finish();
}

void read_stories(MapReader& top, yaml::File const& file, stories::Settings& stories, Diagnostics& problems) {
  yaml::Value const* value = top.child("stories");
  if (value == nullptr) return;
  MapReader map(file, *value, "stories", problems);
  auto const join = map.choice("join", {"identical", "copies", "events"});
  if (join == "identical") stories.join = stories::Join::identical;
  if (join == "copies") stories.join = stories::Join::copies;
  take(stories.window, map.duration("window", std::chrono::minutes{1}, std::chrono::days{30}));
  take(stories.most, map.integer("most", 1, 1'000'000));
  if (map.child("tell_feeds") != nullptr) {
    stories.tell_feeds.clear();
    for (std::string const& text : map.texts("tell_feeds")) {
      std::uint32_t number = 0;
      auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (wrong == std::errc{} && end == text.data() + text.size() && number >= 2) {
        stories.tell_feeds.push_back(number);
      } else {
        map.report(item(*map.child("tell_feeds"), text), fmt::format("\"{}\" is no number of feeds from 2", text),
                   "write [2, 5, 10], or [] to be told once");
      }
    }
  }
  map.finish();
}

/// Decades, where somebody must keep what was told for so long.
constexpr Duration longest_kept = std::chrono::days{36'500};

void read_retention(MapReader& top, yaml::File const& file, RetentionSettings& retention, Diagnostics& problems) {
  yaml::Value const* value = top.child("retention");
  if (value == nullptr) return;
  MapReader map(file, *value, "retention", problems);
  take(retention.articles, map.duration("articles", Duration{0}, longest_kept));
  take(retention.alerts, map.duration("alerts", Duration{0}, longest_kept));
  take(retention.silences, map.duration("silences", Duration{0}, longest_kept));
  map.finish();
}

void read_pipeline(MapReader& top, yaml::File const& file, Settings& settings, Diagnostics& problems) {
  yaml::Value const* value = top.child("pipeline");
  if (value == nullptr) return;
  MapReader map(file, *value, "pipeline", problems);
  take(settings.workers, map.integer("workers", 0, 256));
  take(settings.queue, map.integer("queue", 1, 1'000'000));
  take(settings.drain, map.duration("drain", Duration{0}, longest_request));
  map.finish();
}

void read_memory(MapReader& top, yaml::File const& file, Settings& settings, Diagnostics& problems) {
  yaml::Value const* value = top.child("memory");
  if (value == nullptr) return;
  MapReader map(file, *value, "memory", problems);
  take(settings.lateness, map.duration("lateness", Duration{0}, longest));
  map.finish();
}

log::Level level_of(std::string const& name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warning") return log::Level::warning;
  return name == "error" ? log::Level::error : log::Level::info;
}

bool has_usable_url(FeedSettings const& feed) {
  return feed.url.starts_with("http://") || feed.url.starts_with("https://") || feed.url.starts_with("file:///");
}

FeedSettings read_feed(yaml::File const& file, yaml::Value const& value, std::filesystem::path const& folder,
                       Diagnostics& problems) {
  MapReader map(file, value, "feed", problems);
  FeedSettings feed;
  feed.id.value = map.required_text("id");
  feed.url = map.required_text("url");
  feed.title = map.text("title").value_or(feed.id.value);
  feed.language = map.text("lang").value_or("");
  feed.country = map.text("country").value_or("");
  if (!feed.country.empty() && !entities::is_country_code(feed.country)) {
    map.report(*map.child("country"), fmt::format("\"{}\" is not a country's code", feed.country), "write it as country: IQ");
  }
  feed.tags = map.texts("tags");
  feed.interval = map.duration("interval", shortest, longest);
  feed.least_interval = map.duration("min_interval", shortest, longest);
  feed.most_interval = map.duration("max_interval", shortest, longest);
  auto const full_text = map.choice("full_text", {"auto", "always", "never"});
  if (full_text == "always") feed.full_text = FullText::always;
  if (full_text == "never") feed.full_text = FullText::never;
  take(feed.allow_private, map.boolean("allow_private"));
  if (!feed.url.empty() && !has_usable_url(feed)) {
    map.report(*map.child("url"), "a feed's url must start with https://, http:// or file:///");
  }
  read_access(map, file, folder, feed, problems);
  map.finish();
  return feed;
}

void check_version(MapReader& top) {
  (void)top.integer("version", 1, 1);
}

}  // namespace

std::vector<std::filesystem::path> yaml_files(std::filesystem::path const& folder) {
  std::vector<std::filesystem::path> found;
  std::error_code ignored;
  for (auto const& entry : std::filesystem::directory_iterator(folder, ignored)) {
    // Editors leave hidden and backup files beside the real ones.
    if (entry.path().extension() == ".yaml" && !entry.path().filename().string().starts_with('.'))
      found.push_back(entry.path());
  }
  std::ranges::sort(found);
  return found;
}

Settings settings_in(yaml::File const& file, std::filesystem::path const& folder, Diagnostics& problems) {
  Settings settings;
  settings.store = default_store();
  MapReader top(file, file.root, file.name, problems);
  check_version(top);
  take(settings.contact, top.text("contact"));
  if (auto const store = top.text("store")) settings.store = *store;
  if (auto const socket = top.text("control_socket")) settings.control_socket = *socket;
  read_polling(top, file, settings.polling, problems);
  settings.push = read_push(top, file, problems);
  read_feed_failing(top, file, settings.feed_failing, problems);
  read_limits(top, file, settings, problems);
  if (top.child("tracking_parameters") != nullptr)
    settings.tracking = feeds::TrackingParameters(top.texts("tracking_parameters"));
  read_egress(top, file, settings.egress, problems);
  read_fetching(top, file, folder, settings.fetching, problems);
  read_retry(top, file, settings.retry, problems);
  read_outbox(top, file, settings, problems);
  read_stories(top, file, settings.stories, problems);
  read_retention(top, file, settings.retention, problems);
  read_pipeline(top, file, settings, problems);
  read_memory(top, file, settings, problems);
  settings.log_level = level_of(top.choice("log_level", {"debug", "info", "warning", "error"}).value_or("info"));
  if (auto const zone = top.text("time_zone")) {
    settings.time_zone = *zone;
    if (!alerts::is_time_zone(*zone)) {
      top.report(*top.child("time_zone"), fmt::format("there is no time zone \"{}\"", *zone),
                 "write one of the IANA database, such as Asia/Baghdad or UTC");
    }
  }
  std::set<unsigned> secret_lines;
  settings.sinks = read_sinks({file, folder, settings.time_zone, problems, secret_lines}, top);
  check_feed_failing(top, settings);
  settings.routes = read_routes(file, top, problems);
  check_sinks_of_routing(file, top, settings, problems);
  for (yaml::Entry const& entry : file.root.entries) {
    bool const listed_apart = entry.key.text == "sinks" || entry.key.text == "feeds";
    if (!listed_apart) settings.written.emplace(entry.key.text, fingerprint(entry.value));
  }
  top.finish();
  hide_secrets(problems);
  return settings;
}

Settings read_settings(std::filesystem::path const& folder, Diagnostics& problems) {
  auto const file = yaml::load(folder / "rasid.yaml", "rasid.yaml");
  if (file) return settings_in(*file, folder, problems);
  problems.push_back(file.error());
  hide_secrets(problems);
  Settings settings;
  settings.store = default_store();
  return settings;
}

std::vector<FeedSettings> feeds_in(yaml::File const& file, std::filesystem::path const& folder, FeedPlaces& places,
                                   Diagnostics& problems) {
  std::vector<FeedSettings> feeds;
  MapReader top(file, file.root, file.name, problems);
  check_version(top);
  for (yaml::Value const* value : top.items("feeds")) {
    FeedSettings feed = read_feed(file, *value, folder, problems);
    if (feed.id.empty()) continue;
    auto const [earlier, fresh] = places.emplace(feed.id, fmt::format("{}:{}", file.name, value->line));
    if (!fresh) {
      top.report(*value, fmt::format("the feed \"{}\" stands in {} already", feed.id.value, earlier->second),
                 "give this one another id");
    } else if (has_usable_url(feed)) {
      feeds.push_back(std::move(feed));
    }
  }
  top.finish();
  return feeds;
}

std::vector<FeedSettings> read_feeds(std::filesystem::path const& folder, Diagnostics& problems) {
  std::vector<FeedSettings> feeds;
  FeedPlaces places;
  for (auto const& path : yaml_files(folder / "feeds.d")) {
    auto const file = yaml::load(path, "feeds.d/" + path.filename().string());
    if (file) {
      std::ranges::move(feeds_in(*file, folder, places, problems), std::back_inserter(feeds));
    } else {
      problems.push_back(file.error());
    }
  }
  return feeds;
}

}  // namespace rasid::configuration
