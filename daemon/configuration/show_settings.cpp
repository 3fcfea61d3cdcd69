#include "daemon/configuration/show_settings.h"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "daemon/configuration/show_sinks.h"

namespace rasid::configuration {

namespace json = boost::json;

namespace {

/// In place of what is not shown.
constexpr char const* hidden = "(hidden)";

json::string text(Duration length) {
  return json::string(to_text(length));
}

json::value maybe(std::optional<Duration> const& length) {
  return length ? json::value(text(*length)) : json::value();
}

template <class Range, class Say>
json::array list(Range const& range, Say say) {
  json::array out;
  for (auto const& item : range) out.emplace_back(say(item));
  return out;
}

json::array ids(std::vector<SinkId> const& sinks) {
  return list(sinks, [](SinkId const& id) { return json::string(id.value); });
}

json::object polling(PollingSettings const& p) {
  return {{"interval", text(p.interval)},
          {"polls_per_hour", p.polls_per_hour ? json::value(*p.polls_per_hour) : json::value()},
          {"learn", p.learn},
          {"floor", text(p.floor)},
          {"longest_interval", text(p.longest_interval)},
          {"longest_hint", text(p.longest_hint)},
          {"startup_spread", text(p.startup_spread)},
          {"longest_pause", text(p.longest_pause)},
          {"host_spacing", maybe(p.host_spacing)},
          {"time_scale", p.time_scale},
          {"connections", p.connections},
          {"connections_per_host", p.connections_per_host}};
}

json::value push(std::optional<PushSettings> const& p) {
  if (!p) return nullptr;
  return json::object{{"listen", p->listen},
                      {"public_url", p->public_url},
                      {"lease", text(p->lease)},
                      {"poll_interval", text(p->poll_interval)},
                      {"connections", p->connections}};
}

json::object limits(Settings const& s) {
  fetch::Limits const& l = s.limits;
  return {{"connect", text(l.connect)},
          {"total", text(l.total)},
          {"body", l.body_bytes},
          {"headers", l.header_bytes},
          {"redirects", l.redirects},
          {"items", s.most_items},
          {"slow_rate", l.slow_bytes_per_second},
          {"slow_for", text(l.slow_for)}};
}

json::object egress(fetch::EgressPolicy const& e) {
  auto const network = [](auto const& range) { return json::string(range.to_string()); };
  json::array allow = list(e.allowed_v4, network);
  for (json::value& range : list(e.allowed_v6, network)) allow.push_back(std::move(range));
  return {{"allow", std::move(allow)},
          {"ports", list(e.ports, [](std::uint16_t port) { return port; })},
          {"schemes", list(e.schemes, [](std::string const& scheme) { return json::string(scheme); })},
          {"files", list(e.files, [](std::filesystem::path const& folder) { return json::string(folder.string()); })}};
}

json::value proxy(std::shared_ptr<fetch::Proxy const> const& p) {
  if (!p || p->url.empty()) return "none";
  if (p->user.empty() && p->password.empty()) return json::string(p->url);
  return json::object{{"url", p->url}, {"user", p->user}, {"password", hidden}};
}

json::object fetching(FetchSettings const& f) {
  return {{"proxy", proxy(f.proxy)},
          {"ca_file", f.ca_file.empty() ? json::value() : json::value(f.ca_file)},
          {"robots", f.obey_robots},
          {"robots_keep", text(f.robots.keep)},
          {"robots_keep_failure", text(f.robots.keep_failure)},
          {"longest_crawl_delay", text(f.robots.longest_delay)}};
}

json::object retry(sinks::RetrySettings const& r) {
  return {{"schedule", list(r.pauses, text)},
          {"then_every", text(r.then_every)},
          {"give_up_after", text(r.give_up_after)},
          {"jitter", r.jitter},
          {"breaker", json::object{{"failures", r.breaker.failures},
                                   {"probe_after", text(r.breaker.probe_after)},
                                   {"longest_pause", text(r.breaker.longest_pause)}}}};
}

json::value tracking(yaml::File const& written) {
  json::value own = as_written(written, "tracking_parameters");
  if (!own.is_null()) return own;
  return list(feeds::TrackingParameters::usual(), [](std::string const& name) { return json::string(name); });
}

char const* name_of(stories::Join join) {
  switch (join) {
    case stories::Join::identical:
      return "identical";
    case stories::Join::copies:
      return "copies";
    case stories::Join::events:
      return "events";
  }
  return "events";
}

json::object joining(stories::Settings const& s) {
  return {{"join", name_of(s.join)},
          {"window", text(s.window)},
          {"most", s.most},
          {"tell_feeds", list(s.tell_feeds, [](std::uint32_t feeds) { return feeds; })}};
}

json::object retention(RetentionSettings const& r) {
  return {{"articles", text(r.articles)}, {"alerts", text(r.alerts)}, {"silences", text(r.silences)}};
}

char const* name_of(log::Level level) {
  switch (level) {
    case log::Level::debug:
      return "debug";
    case log::Level::info:
      return "info";
    case log::Level::warning:
      return "warning";
    case log::Level::error:
      return "error";
  }
  return "info";
}

json::object shown(stories::Settings const& s) {
  json::array feeds;
  for (std::uint32_t const number : s.tell_feeds) feeds.emplace_back(number);
  char const* const join = s.join == stories::Join::identical ? "identical"
                           : s.join == stories::Join::copies  ? "copies"
                                                              : "events";
  return {{"join", join}, {"window", text(s.window)}, {"most", s.most}, {"tell_feeds", std::move(feeds)}};
}

}  // namespace

json::object show_settings(Settings const& s, yaml::File const& written) {
  return {
      {"version", 1},
      {"contact", s.contact},
      {"store", s.store.string()},
      {"control_socket", s.control_socket.empty() ? json::value() : json::value(s.control_socket.string())},
      {"polling", polling(s.polling)},
      {"push", push(s.push)},
      {"limits", limits(s)},
      {"egress", egress(s.egress)},
      {"fetch", fetching(s.fetching)},
      {"tracking_parameters", tracking(written)},
      {"feed_failing", json::object{{"after", text(s.feed_failing.after)}, {"sinks", ids(s.feed_failing.sinks)}}},
      {"pipeline", json::object{{"workers", s.workers}, {"queue", s.queue}, {"drain", text(s.drain)}}},
      {"memory", json::object{{"lateness", text(s.lateness)}}},
      {"stories", joining(s.stories)},
      {"memory", json::object{{"lateness", text(s.lateness)}}},
      {"retention", retention(s.retention)},
      {"retry", retry(s.retry)},
      {"outbox", json::object{{"keep_delivered", text(s.keep_delivered)}, {"keep_dead", text(s.keep_dead)}}},
      {"stories", shown(s.stories)},
      {"retention", json::object{{"articles", text(s.retention.articles)},
                                 {"alerts", text(s.retention.alerts)},
                                 {"silences", text(s.retention.silences)}}},
      {"log_level", name_of(s.log_level)},
      {"time_zone", s.time_zone},
      {"routes", as_written(written, "routes")},
      {"sinks", show_sinks(written)},
  };
}

}  // namespace rasid::configuration
