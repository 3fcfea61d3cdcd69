#pragma once

#include <memory>
#include <optional>

#include "extractors/yaml/yaml.h"
#include "rules/around.h"
#include "rules/watch_keys.h"

namespace rasid::rules {

/// Reads what stands around a watch's condition, key by key, and refuses what contradicts itself.
class AroundReader {
 public:
  /// All must outlive it.
  AroundReader(yaml::File const& file, yaml::Value const& watch, Diagnostics& problems)
      : file_(file), watch_(watch), problems_(problems) {}

  /// True where the key is one of those that are read here. `reader` is the watch's.
  bool take(KeyInfo const& info, yaml::Value const& value, yaml::MapReader& reader);

  /// What was read, after the last key; null where there was nothing. `steps`: the conditions of a sequence in their
  /// plain form, or the one of `when`: a memory is of its conditions. `severity` is the watch's.
  std::shared_ptr<Around const> finish(std::vector<std::string> const& conditions, Severity severity);

 private:
  void read_count(yaml::Value const& value);
  void read_spike(yaml::Value const& value);
  void read_first_seen(yaml::Value const& value);
  void read_absent(yaml::Value const& value);
  void read_confirm(yaml::Value const& value);
  void read_group(yaml::Value const& value);
  void read_links(yaml::MapReader& reader);
  void read_days(yaml::MapReader& reader);
  std::optional<DailyHours> read_hours(yaml::MapReader& reader, yaml::Value const& value);
  std::optional<Facet> read_facet(yaml::MapReader& reader, KeyInfo const& info);
  void read_until(yaml::MapReader& reader, yaml::Value const& value);

  /// Calls `read(info, value, reader)` for each key of the table that is there; false after any error.
  template <class Read>
  bool each_key(yaml::Value const& map, std::string_view what, std::span<KeyInfo const> keys, Read read);
  void remember(Remembering remembering, yaml::Value const& at, std::string_view name);
  void check_sequence(std::vector<std::string> const& conditions);
  void check_together(Severity severity);
  void error(yaml::Value const& at, std::string message, std::string remedy = {});
  void warning(yaml::Value const& at, std::string message, std::string remedy = {});
  [[nodiscard]] yaml::Value const& at(std::string_view key) const;

  yaml::File const& file_;
  yaml::Value const& watch_;
  Diagnostics& problems_;
  Around around_;
  std::string remembering_;  // the name of its key
  bool any_ = false;
  bool sequence_ = false;
  std::optional<Duration> within_;
  std::optional<Facet> per_;
  std::optional<Severity> otherwise_;
  std::optional<std::array<bool, 7>> days_;
};

}  // namespace rasid::rules
