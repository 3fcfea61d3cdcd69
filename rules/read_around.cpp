#include "rules/read_around.h"

#include <algorithm>

#include <fmt/format.h>

#include "rules/state/stable_hash.h"

namespace rasid::rules {
namespace {

constexpr Duration shortest{1'000};
constexpr Duration longest{std::chrono::days{365}};
constexpr Duration longest_wait{std::chrono::hours{1}};
constexpr std::int64_t most_counted = 500;
constexpr std::int64_t most_buckets = 2'000;  // lengths of `over` in a baseline
constexpr std::size_t most_steps = 8;
constexpr std::size_t most_links = 10;

Duration period_of(Spike::Same same) {
  if (same == Spike::Same::hour_of_week) return std::chrono::days{7};
  return same == Spike::Same::hour_of_day ? Duration{std::chrono::days{1}} : Duration{0};
}

/// What a memory depends on, in one text.
std::string canonical(Around const& around, std::vector<std::string> const& conditions) {
  std::string out = fmt::format("{}", fmt::join(conditions, "\n"));
  auto const facet = [](std::optional<Facet> const& of) { return of ? name_of(*of) : std::string_view("-"); };
  if (auto const* count = std::get_if<Count>(&around.remembering)) {
    out += fmt::format("\ncount {} {} {} {}", count->at_least, name_of(count->distinct), count->within.count(),
                       facet(count->per));
  } else if (auto const* spike = std::get_if<Spike>(&around.remembering)) {
    out += fmt::format("\nspike {} {} {} {} {}", spike->times, spike->over.count(), spike->baseline.count(),
                       static_cast<int>(spike->same), spike->at_least);
  } else if (auto const* seen = std::get_if<FirstSeen>(&around.remembering)) {
    out += fmt::format("\nfirst_seen {}", name_of(seen->what));  // how long it remembers may change meanwhile
  } else if (auto const* absent = std::get_if<Absent>(&around.remembering)) {
    out += fmt::format("\nabsent {}", absent->silence.count());
    if (absent->hours) {
      out += fmt::format(" {} {} {}", absent->hours->from.count(), absent->hours->to.count(), absent->hours->time_zone);
    }
  } else if (auto const* sequence = std::get_if<Sequence>(&around.remembering)) {
    out += fmt::format("\nsequence {} {}", sequence->within.count(), facet(sequence->per));
  }
  if (around.confirm) out += fmt::format("\nconfirm {} {}", around.confirm->feeds, around.confirm->within.count());
  return out;
}

}  // namespace

template <class Read>
bool AroundReader::each_key(yaml::Value const& map, std::string_view what, std::span<KeyInfo const> keys, Read read) {
  std::size_t const before = problems_.size();
  if (map.kind != yaml::Value::Kind::map) {
    error(map, fmt::format("{} is a map", what), fmt::format("write {}: {{{}: …}}", what, keys.front().name));
    return false;
  }
  yaml::MapReader reader(file_, map, std::string(what), problems_);
  for (KeyInfo const& info : keys) {
    yaml::Value const* const value = info.required ? reader.required_child(info.name) : reader.child(info.name);
    if (value != nullptr) read(info, *value, reader);
  }
  reader.finish();
  return problems_.size() == before;
}

bool AroundReader::take(KeyInfo const& info, yaml::Value const& value, yaml::MapReader& reader) {
  switch (info.key) {
    case Key::count:
      read_count(value);
      break;
    case Key::spike:
      read_spike(value);
      break;
    case Key::first_seen:
      read_first_seen(value);
      break;
    case Key::absent:
      read_absent(value);
      break;
    case Key::sequence:
      sequence_ = true;
      remember(Sequence{}, value, info.name);
      break;
    case Key::within:
      within_ = reader.duration(info.name, shortest, longest);
      break;
    case Key::per:
      per_ = read_facet(reader, info);
      break;
    case Key::confirm:
      read_confirm(value);
      break;
    case Key::group:
      read_group(value);
      break;
    case Key::hours:
      around_.hours = read_hours(reader, value);
      break;
    case Key::days:
      read_days(reader);
      break;
    case Key::until:
      read_until(reader, value);
      break;
    case Key::message:
      around_.text = reader.text(info.name).value_or("");
      break;
    case Key::links:
      read_links(reader);
      break;
    default:
      return false;
  }
  any_ = true;
  return true;
}

void AroundReader::remember(Remembering remembering, yaml::Value const& at, std::string_view name) {
  if (!remembering_.empty()) {
    error(at, fmt::format("{} and {} cannot stand in one watch", remembering_, name), "make two watches of it");
    return;
  }
  remembering_ = name;
  around_.remembering = std::move(remembering);
}

void AroundReader::read_count(yaml::Value const& value) {
  Count count;
  bool const good =
      each_key(value, "count", count_keys(), [&](KeyInfo const& info, yaml::Value const&, yaml::MapReader& reader) {
        if (info.key == Key::at_least) {
          count.at_least = static_cast<std::uint32_t>(reader.integer(info.name, 1, most_counted).value_or(2));
        }
        if (info.key == Key::distinct) count.distinct = read_facet(reader, info).value_or(count.distinct);
        if (info.key == Key::within) count.within = reader.duration(info.name, shortest, longest).value_or(shortest);
        if (info.key == Key::per) count.per = read_facet(reader, info);
      });
  if (good && count.per == count.distinct) {
    error(*value.find("per"),
          fmt::format("different {}s of one {} are always one", name_of(count.distinct), name_of(*count.per)),
          "count something else, or leave per out");
  }
  if (good && count.at_least == 1) {
    warning(*value.find("at_least"), "one is reached by every article: this counts nothing", "write 2 or more");
  }
  remember(count, value, "count");
}

void AroundReader::read_spike(yaml::Value const& value) {
  Spike spike;
  bool const good =
      each_key(value, "spike", spike_keys(), [&](KeyInfo const& info, yaml::Value const&, yaml::MapReader& reader) {
        if (info.key == Key::times) spike.times = reader.number(info.name, 1.1, 1'000).value_or(spike.times);
        if (info.key == Key::over) spike.over = reader.duration(info.name, shortest, longest).value_or(spike.over);
        if (info.key == Key::baseline)
          spike.baseline = reader.duration(info.name, shortest, longest).value_or(spike.baseline);
        if (info.key == Key::same) {
          auto const name = reader.choice(info.name, {spike_comparisons.begin(), spike_comparisons.end()});
          auto const found = std::ranges::find(spike_comparisons, name.value_or("hour_of_week"));
          if (found != spike_comparisons.end())
            spike.same = static_cast<Spike::Same>(found - spike_comparisons.begin());
        }
        if (info.key == Key::at_least) {
          spike.at_least =
              static_cast<std::uint32_t>(reader.integer(info.name, 1, most_counted).value_or(spike.at_least));
        }
      });
  Duration const period = period_of(spike.same);
  std::string_view const same = spike_comparisons[static_cast<std::size_t>(spike.same)];
  yaml::Value const* const baseline = value.find("baseline");
  if (good && spike.baseline < std::max(period, spike.over * 4)) {
    error(baseline != nullptr ? *baseline : value,
          fmt::format("a baseline of {} holds nothing to compare {} with", rasid::to_text(spike.baseline),
                      rasid::to_text(spike.over)),
          period > Duration{0} ? fmt::format("same: {} needs a baseline of {} at least", same, rasid::to_text(period))
                               : "make it four times as long as over: at least");
  } else if (good && period > Duration{0} && spike.over > period) {
    error(*value.find("over"), fmt::format("same: {} compares lengths up to {}", same, rasid::to_text(period)),
          "write same: none");
  } else if (good && spike.baseline / spike.over > most_buckets) {
    error(baseline != nullptr ? *baseline : value,
          fmt::format("a baseline of {} is too long for {} at a time", rasid::to_text(spike.baseline),
                      rasid::to_text(spike.over)),
          fmt::format("{} at most, or count over a longer time", rasid::to_text(spike.over * most_buckets)));
  }
  remember(spike, value, "spike");
}

void AroundReader::read_first_seen(yaml::Value const& value) {
  FirstSeen seen;
  bool const good = each_key(value, "first_seen", first_seen_keys(),
                             [&](KeyInfo const& info, yaml::Value const&, yaml::MapReader& reader) {
                               if (info.key == Key::what) seen.what = read_facet(reader, info).value_or(seen.what);
                               if (info.key == Key::memory)
                                 seen.memory = reader.duration(info.name, shortest, longest * 10).value_or(seen.memory);
                               if (info.key == Key::learn)
                                 seen.learn = reader.duration(info.name, Duration{0}, longest).value_or(seen.learn);
                             });
  if (good && seen.learn > seen.memory) {
    warning(value, "it learns for longer than it remembers", "make memory: longer than learn:");
  }
  remember(seen, value, "first_seen");
}

void AroundReader::read_absent(yaml::Value const& value) {
  Absent absent;
  each_key(value, "absent", absent_keys(), [&](KeyInfo const& info, yaml::Value const& at, yaml::MapReader& reader) {
    if (info.key == Key::silence) absent.silence = reader.duration(info.name, shortest, longest).value_or(shortest);
    if (info.key == Key::hours) absent.hours = read_hours(reader, at);
  });
  remember(absent, value, "absent");
}

void AroundReader::read_confirm(yaml::Value const& value) {
  Confirm confirm;
  bool const good = each_key(
      value, "confirm", confirm_keys(), [&](KeyInfo const& info, yaml::Value const& at, yaml::MapReader& reader) {
        if (info.key == Key::feeds)
          confirm.feeds = static_cast<std::uint32_t>(reader.integer(info.name, 2, 100).value_or(2));
        if (info.key == Key::within)
          confirm.within = reader.duration(info.name, shortest, longest).value_or(confirm.within);
        if (info.key != Key::otherwise) return;
        each_key(at, "else", otherwise_keys(), [&](KeyInfo const& inner, yaml::Value const&, yaml::MapReader& below) {
          if (inner.key == Key::note) confirm.note = below.text(inner.name).value_or(confirm.note);
          if (inner.key != Key::severity) return;
          auto const name = below.choice(inner.name, {severities.begin(), severities.end()});
          auto const found = std::ranges::find(severities, name.value_or("low"));
          if (found != severities.end()) confirm.otherwise = static_cast<Severity>(found - severities.begin());
        });
      });
  if (good) otherwise_ = confirm.otherwise;
  around_.confirm = confirm;
}

void AroundReader::read_group(yaml::Value const& value) {
  Grouping group;
  each_key(value, "group", group_keys(), [&](KeyInfo const& info, yaml::Value const&, yaml::MapReader& reader) {
    if (info.key == Key::by) group.by = read_facet(reader, info).value_or(group.by);
    if (info.key == Key::wait) group.wait = reader.duration(info.name, Duration{0}, longest_wait).value_or(group.wait);
    if (info.key == Key::repeat) group.repeat = reader.duration(info.name, shortest, longest);
  });
  bool const lasting = group.by == Facet::watch || group.by == Facet::actor || group.by == Facet::place;
  if (lasting && !group.repeat) group.repeat = std::chrono::hours{12};
  around_.group = group;
}

void AroundReader::read_links(yaml::MapReader& reader) {
  for (yaml::Value const* item : reader.items("links")) {
    WebLink link;
    bool const good =
        each_key(*item, "link", link_keys(), [&](KeyInfo const& info, yaml::Value const&, yaml::MapReader& below) {
          (info.key == Key::title ? link.title : link.url) = below.text(info.name).value_or("");
        });
    if (!good) continue;
    if (!link.url.starts_with("https://") && !link.url.starts_with("http://")) {
      error(*item->find("url"), fmt::format("\"{}\" is not a link", link.url), "begin with https:// or http://");
    } else if (around_.links.size() == most_links) {
      error(*item, fmt::format("a watch has {} links at most", most_links));
      return;
    }
    around_.links.push_back(std::move(link));
  }
}

void AroundReader::read_days(yaml::MapReader& reader) {
  days_.emplace();
  days_->fill(false);
  for (std::string const& name : reader.texts("days")) {
    if (auto const day = parse_day(name)) {
      (*days_)[*day] = true;
      continue;
    }
    std::vector<std::string> const known(day_names.begin(), day_names.end());
    error(at("days"), fmt::format("\"{}\" is not a day", name), fmt::format("write {}", fmt::join(known, ", ")));
  }
  if (std::ranges::none_of(*days_, std::identity{})) {
    error(at("days"), "no day is named, so that nothing would ever be told", "write days: [mon, tue]");
  }
}

std::optional<DailyHours> AroundReader::read_hours(yaml::MapReader& reader, yaml::Value const& value) {
  auto const text = reader.text("hours");
  if (!text) return std::nullopt;
  auto hours = parse_hours(*text, "UTC");
  if (!hours) {
    error(value, fmt::format("\"{}\" are no hours", *text),
          "write \"07:00-23:00 Asia/Tehran\": from, to, and a zone of the IANA database; they cannot be empty");
  }
  return hours;
}

std::optional<Facet> AroundReader::read_facet(yaml::MapReader& reader, KeyInfo const& info) {
  auto const name = reader.choice(info.name, {info.choices.begin(), info.choices.end()});
  auto const found = std::ranges::find(facet_names, name.value_or(""));
  if (!name || found == facet_names.end()) return std::nullopt;
  return static_cast<Facet>(found - facet_names.begin());
}

void AroundReader::read_until(yaml::MapReader& reader, yaml::Value const& value) {
  auto const moment = reader.timestamp("until");
  if (!moment) return;
  bool const whole_day = value.text.find('T') == std::string::npos;
  around_.until = whole_day ? *moment + std::chrono::days{1} : *moment;
}

void AroundReader::check_sequence(std::vector<std::string> const& conditions) {
  if (!sequence_) {
    if (within_)
      error(at("within"), "within has nothing to hold together here",
            "it stands inside count: or confirm:, or beside sequence:");
    if (per_) error(at("per"), "per has nothing to tell apart here", "it stands inside count:, or beside sequence:");
    return;
  }
  if (watch_.find("when") != nullptr) {
    error(at("when"), "a sequence has its conditions in its steps", "move when: into a step, or drop it");
  }
  if (!within_ && watch_.find("within") == nullptr) {
    error(at("sequence"), "a sequence needs within: how long from its first article to its last",
          "write within: 24h beside it");
  }
  std::size_t const steps = at("sequence").items.size();
  if (steps < 2 || steps > most_steps) {
    error(at("sequence"), fmt::format("a sequence has 2 to {} steps", most_steps), "for one condition write when:");
  }
  if (auto* const sequence = std::get_if<Sequence>(&around_.remembering)) {
    *sequence = {conditions, within_.value_or(shortest), per_};
  }
}

void AroundReader::check_together(Severity severity) {
  if (around_.confirm && !remembering_.empty() && remembering_ != "first_seen") {
    error(at("confirm"), fmt::format("confirm and {} cannot stand in one watch", remembering_),
          "confirm is about one story; count: {distinct: feed} counts feeds over all of them");
  }
  if (otherwise_ && *otherwise_ >= severity) {
    warning(
        at("confirm"),
        fmt::format("until it is confirmed the alert is no less severe than the watch, {}", rasid::to_text(severity)),
        "make else: less severe, or severity: more");
  }
  yaml::Value const* const group = watch_.find("group");
  yaml::Value const* const by = group != nullptr ? group->find("by") : nullptr;
  if (by != nullptr && !remembering_.empty()) {
    error(*by, fmt::format("what {} finds is an alert by itself: it cannot be grouped by {}", remembering_, by->text),
          "drop by:; repeat: and wait: may stay");
  }
  if (days_) {
    if (!around_.hours) around_.hours = DailyHours{.from = Duration{0}, .to = std::chrono::hours{24}};
    around_.hours->days = *days_;
  }
}

std::shared_ptr<Around const> AroundReader::finish(std::vector<std::string> const& conditions, Severity severity) {
  if (!any_) return nullptr;
  check_sequence(conditions);
  check_together(severity);
  around_.digest = state::stable_hash(canonical(around_, conditions));
  return std::make_shared<Around const>(std::move(around_));
}

void AroundReader::error(yaml::Value const& at, std::string message, std::string remedy) {
  problems_.push_back(file_.error(at, std::move(message), std::move(remedy)));
}

void AroundReader::warning(yaml::Value const& at, std::string message, std::string remedy) {
  error(at, std::move(message), std::move(remedy));
  problems_.back().severity = Diagnostic::Severity::warning;
}

yaml::Value const& AroundReader::at(std::string_view key) const {
  yaml::Value const* const found = watch_.find(key);
  return found != nullptr ? *found : watch_;
}

}  // namespace rasid::rules
