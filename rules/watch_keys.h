#pragma once

#include <array>
#include <span>
#include <string_view>

namespace rasid::rules {

/// The keys of a rule file. This table drives the reader of the files and their JSON Schema alike.
enum class Key : unsigned char {
  // the file
  version,
  defaults,
  watches,
  // a watch
  id,
  title,
  when,
  severity,
  sinks,
  tags,
  tests,
  count,
  spike,
  first_seen,
  absent,
  sequence,
  within,
  per,
  confirm,
  group,
  hours,
  days,
  until,
  message,
  links,
  // what counts, and how
  at_least,
  distinct,
  times,
  over,
  baseline,
  same,
  what,
  memory,
  learn,
  silence,
  feeds,
  otherwise,
  note,
  by,
  wait,
  repeat,
  // a test
  name,
  article,
  expect,
  steps,
  at,
  after,
  // the article of a test
  article_title,
  text,
  feed,
  url,
  published,
  fetched,
  lang,
  author,
  article_tags,
  // what a test expects
  alert,
  mentions,
  words,
  sentence,
  revision,
  expected_severity,
  observed,
  reason,
};

/// What stands under a key, in the words of JSON Schema.
enum class Shape : unsigned char {
  one,   // the number 1
  text,  // anything but nothing
  id,    // of a watch
  condition,
  severity,
  texts,  // one or a list
  boolean,
  count,     // a whole number from 1
  number,    // 1 or more, with a fraction perhaps
  duration,  // 30s, 15m, 2h, 7d
  hours,     // 07:00-23:00 Asia/Tehran
  days,      // mon … sun, one or a list
  url,
  choice,     // one of `choices`
  timestamp,  // RFC 3339, or a date
  mentions,   // actor:key, place:key
  map,        // whose keys are `inner`
  list,       // of such maps
};

struct KeyInfo {
  Key key;
  std::string_view name;
  Shape shape;
  bool required;
  std::string_view description;
  std::span<KeyInfo const> inner = {};
  std::span<std::string_view const> choices = {};
};

/// The keys of the outermost map; the others hang below.
std::span<KeyInfo const> file_keys();
std::span<KeyInfo const> watch_keys();
std::span<KeyInfo const> default_keys();
std::span<KeyInfo const> count_keys();
std::span<KeyInfo const> spike_keys();
std::span<KeyInfo const> first_seen_keys();
std::span<KeyInfo const> absent_keys();
std::span<KeyInfo const> sequence_keys();
std::span<KeyInfo const> confirm_keys();
std::span<KeyInfo const> otherwise_keys();
std::span<KeyInfo const> group_keys();
std::span<KeyInfo const> link_keys();
std::span<KeyInfo const> test_keys();
std::span<KeyInfo const> step_keys();
std::span<KeyInfo const> article_keys();
std::span<KeyInfo const> expectation_keys();

inline constexpr std::array<std::string_view, 4> severities = {"low", "medium", "high", "critical"};
inline constexpr std::array<std::string_view, 3> spike_comparisons = {"hour_of_week", "hour_of_day", "none"};
inline constexpr std::array<std::string_view, 7> day_names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
inline constexpr std::string_view id_pattern = "^[a-z0-9][a-z0-9-]*$";
inline constexpr unsigned longest_id = 100;

}  // namespace rasid::rules
