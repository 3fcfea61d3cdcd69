#include "rules/describe.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "extractors/model/time.h"
#include "rules/watch_keys.h"

namespace rasid::rules {
namespace {

std::string for_each(std::optional<Facet> const& per) {
  return per ? fmt::format(", for each {} by itself", name_of(*per)) : std::string{};
}

std::string hours(DailyHours const& hours) {
  auto const clock = [](Duration time) {
    auto const minutes = std::chrono::floor<std::chrono::minutes>(time).count();
    return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  };
  std::string out = fmt::format("{}-{} {}", clock(hours.from), clock(hours.to), hours.time_zone);
  if (std::ranges::all_of(hours.days, std::identity{})) return out;
  std::string_view between = " on ";
  for (std::size_t day = 0; day < hours.days.size(); ++day) {
    if (!hours.days[day]) continue;
    out += fmt::format("{}{}", std::exchange(between, ", "), day_names[day]);
  }
  return out;
}

struct InWords {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(Count const& count) const {
    return fmt::format("count: told when there are at least {} different ones by {} within {}{}", count.at_least,
                       name_of(count.distinct), rasid::to_text(count.within), for_each(count.per));
  }
  std::string operator()(Spike const& spike) const {
    constexpr std::array<std::string_view, 3> same = {"the same hour of the week", "the same hour of the day",
                                                      "any hour"};
    return fmt::format("spike: told when {} have {} times as many articles as {} of the last {}, and at least {}",
                       rasid::to_text(spike.over), spike.times, same[static_cast<std::size_t>(spike.same)],
                       rasid::to_text(spike.baseline), spike.at_least);
  }
  std::string operator()(FirstSeen const& seen) const {
    return fmt::format("first_seen: told when a {} was not seen with it for {}; learns for {} at first",
                       name_of(seen.what), rasid::to_text(seen.memory), rasid::to_text(seen.learn));
  }
  std::string operator()(Absent const& absent) const {
    return fmt::format("absent: told when nothing comes for {}{}", rasid::to_text(absent.silence),
                       absent.hours ? " of " + hours(*absent.hours) : "");
  }
  std::string operator()(Sequence const& sequence) const {
    return fmt::format("sequence: told when an article for each of {} conditions has come within {}, in their order{}",
                       sequence.steps.size(), rasid::to_text(sequence.within), for_each(sequence.per));
  }
};

}  // namespace

std::vector<std::string> describe(Around const& around) {
  std::vector<std::string> out;
  if (std::string remembering = std::visit(InWords{}, around.remembering); !remembering.empty()) {
    out.push_back(std::move(remembering));
  }
  if (around.confirm) {
    out.push_back(fmt::format("confirm: {} until {} feeds carry the story within {}",
                              rasid::to_text(around.confirm->otherwise), around.confirm->feeds,
                              rasid::to_text(around.confirm->within)));
  }
  if (around.group != Grouping{}) {
    out.push_back(fmt::format(
        "group: one alert for each {}{}{}", name_of(around.group.by),
        around.group.wait > Duration{0} ? fmt::format(", told after {}", rasid::to_text(around.group.wait)) : "",
        around.group.repeat ? fmt::format(", told again after {}", rasid::to_text(*around.group.repeat)) : ""));
  }
  if (around.hours) out.push_back("hours: told in " + hours(*around.hours));
  if (around.until) out.push_back("until: told before " + to_rfc3339(*around.until));
  return out;
}

std::string in_words(state::Verdict const& verdict) {
  if (verdict.kind == state::Verdict::Kind::raise) return "told";
  if (verdict.kind == state::Verdict::Kind::again) return "part of an alert that was told already";
  std::string const& why = verdict.why;
  std::size_t const slash = why.find('/');
  std::size_t const colon = why.find(':');
  if (slash == std::string::npos || colon == std::string::npos || colon > slash) return "not told: " + why;
  return fmt::format("not told: {} of {}", why.substr(colon + 1, slash - colon - 1), why.substr(slash + 1));
}

}  // namespace rasid::rules
