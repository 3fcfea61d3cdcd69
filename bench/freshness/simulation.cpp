#include "bench/freshness/simulation.h"

#include <algorithm>

#include <fmt/format.h>

#include "daemon/scheduler/scheduler.h"

namespace rasid::bench {
namespace {

constexpr double day = 86'400;
/// A Monday, 00:00 UTC; which day it is makes no difference to a trace.
constexpr Timestamp start{std::chrono::days{18'316}};

Timestamp at(double seconds) {
  return start + Duration{static_cast<Duration::rep>(seconds * 1'000)};
}

class Simulation {
 public:
  Simulation(std::vector<Trace> const& traces, SimulationSettings const& settings)
      : traces_(traces), settings_(settings), scheduler_(polling(settings), settings.seed), next_(traces.size(), 0) {
    auto feeds = std::make_shared<std::vector<configuration::FeedSettings>>(traces.size());
    for (std::size_t i = 0; i < traces.size(); ++i) {
      (*feeds)[i].id.value = std::to_string(i);
      (*feeds)[i].url = fmt::format("https://f{}.example/rss", i);
    }
    scheduler_.configure(polling(settings), feeds, start);
  }

  std::vector<std::pair<std::string, Score>> run() {
    double const end = settings_.days * day;
    while (auto const due = scheduler_.next_due()) {
      double const now = static_cast<double>((*due - start).count()) / 1'000;
      if (now >= end) break;
      while (auto feed = scheduler_.take_due(*due)) poll(*std::move(feed), *due, now);
    }
    // Whatever was published but never seen waits until the end at least.
    for (std::size_t i = 0; i < traces_.size(); ++i) see(i, end);
    return std::move(scores_);
  }

 private:
  static configuration::PollingSettings polling(SimulationSettings const& settings) {
    configuration::PollingSettings polling;
    polling.interval = Duration{static_cast<Duration::rep>(day / settings.polls_per_day * 1'000)};
    polling.startup_spread = polling.interval;
    return polling;
  }

  void poll(DueFeed due, Timestamp when, double now) {
    std::size_t const index = std::stoul(due.feed.id.value);
    if (now >= settings_.days / 2 * day) ++score(traces_[index].kind).polls;
    std::vector<Article> const fresh = see(index, now);
    scheduler_.finished(scheduler_.policy(when).after(due.feed, std::move(due.state), {}, fresh, when));
  }

  std::vector<Article> see(std::size_t index, double now) {
    std::vector<Article> fresh;
    Trace const& trace = traces_[index];
    for (std::size_t& next = next_[index]; next < trace.times.size() && trace.times[next] <= now; ++next) {
      double const published = trace.times[next];
      if (published >= settings_.days / 2 * day) score(trace.kind).delays.push_back(now - published);
      Article& article = fresh.emplace_back();
      if (settings_.dated) article.published = at(published);
    }
    return fresh;
  }

  Score& score(std::string const& kind) {
    auto const found = std::ranges::find(scores_, kind, &std::pair<std::string, Score>::first);
    return found != scores_.end() ? found->second : scores_.emplace_back(kind, Score{}).second;
  }

  std::vector<Trace> const& traces_;
  SimulationSettings settings_;
  Scheduler scheduler_;
  std::vector<std::size_t> next_;  // the first item of each trace not seen yet
  std::vector<std::pair<std::string, Score>> scores_;
};

}  // namespace

std::vector<std::pair<std::string, Score>> simulate(std::vector<Trace> const& traces,
                                                    SimulationSettings const& settings) {
  return Simulation(traces, settings).run();
}

}  // namespace rasid::bench
