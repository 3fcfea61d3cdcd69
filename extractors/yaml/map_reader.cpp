#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "extractors/yaml/yaml.h"

namespace rasid::yaml {
namespace {

std::string_view kind_name(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::null:
      return "nothing";
    case Value::Kind::scalar:
      return "a value";
    case Value::Kind::list:
      return "a list";
    case Value::Kind::map:
      return "a map";
  }
  return "";
}

std::string did_you_mean(std::string_view word, std::vector<std::string> const& known, std::string_view otherwise) {
  auto const near = nearest(word, known, 1);
  return near.empty() ? fmt::format("{}: {}", otherwise, fmt::join(known, ", "))
                      : fmt::format("did you mean \"{}\"?", near[0]);
}

/// The whole of `text` as a number; nothing where anything is left over.
template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<std::uint64_t> byte_count(std::string_view text) {
  struct Suffix {
    std::string_view name;
    unsigned shift;
  };
  for (Suffix const suffix : {Suffix{"GiB", 30}, Suffix{"MiB", 20}, Suffix{"KiB", 10}, Suffix{"", 0}}) {
    if (!text.ends_with(suffix.name)) continue;
    auto const number = whole_number<std::uint64_t>(text.substr(0, text.size() - suffix.name.size()));
    if (!number || *number > (std::uint64_t{1} << 40U) >> suffix.shift) return std::nullopt;
    return *number << suffix.shift;
  }
  return std::nullopt;
}

/// The largest unit that gives a whole number: "8MiB".
std::string size_text(std::uint64_t bytes) {
  for (auto const& [name, shift] : {std::pair{"GiB", 30U}, std::pair{"MiB", 20U}, std::pair{"KiB", 10U}}) {
    if (bytes > 0 && bytes % (std::uint64_t{1} << shift) == 0) return fmt::format("{}{}", bytes >> shift, name);
  }
  return std::to_string(bytes);
}

}  // namespace

MapReader::MapReader(File const& file, Value const& map, std::string what, Diagnostics& problems)
    : file_(file), map_(map), what_(std::move(what)), problems_(problems) {
  if (map.kind != Value::Kind::map)
    report(map, fmt::format("{} must be a map of keys, not {}", what_, kind_name(map.kind)));
}

void MapReader::report(Value const& at, std::string message, std::string remedy) {
  problems_.push_back(file_.error(at, std::move(message), std::move(remedy)));
}

bool MapReader::has(std::string_view key) const {
  return map_.find(key) != nullptr;
}

Value const* MapReader::child(std::string_view key) {
  known_.emplace(key);
  return map_.find(key);
}

Value const* MapReader::required_child(std::string_view key) {
  Value const* found = child(key);
  if (found == nullptr && map_.kind == Value::Kind::map) {
    report(map_, fmt::format("{} needs \"{}\"", what_, key), fmt::format("add a line \"{}: …\"", key));
  }
  return found;
}

Value const* MapReader::scalar(std::string_view key) {
  Value const* found = child(key);
  if (found == nullptr || found->kind == Value::Kind::scalar) return found;
  report(*found, fmt::format("\"{}\" must be a single value, not {}", key, kind_name(found->kind)));
  return nullptr;
}

std::optional<std::string> MapReader::text(std::string_view key) {
  Value const* found = scalar(key);
  return found == nullptr ? std::nullopt : std::optional(found->text);
}

std::string MapReader::required_text(std::string_view key) {
  if (required_child(key) == nullptr) return {};
  auto found = text(key);
  if (found && found->empty()) report(*child(key), fmt::format("\"{}\" must not be empty", key));
  return found.value_or("");
}

std::optional<bool> MapReader::boolean(std::string_view key) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  if (found->text == "true" || found->text == "yes" || found->text == "on") return true;
  if (found->text == "false" || found->text == "no" || found->text == "off") return false;
  report(*found, fmt::format("\"{}\" must be true or false", key));
  return std::nullopt;
}

std::optional<std::int64_t> MapReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  auto const value = whole_number<std::int64_t>(found->text);
  if (value && *value >= least && *value <= most) return value;
  report(*found, fmt::format("\"{}\" must be a whole number from {} to {}", key, least, most));
  return std::nullopt;
}

std::optional<double> MapReader::number(std::string_view key, double least, double most) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  auto const value = whole_number<double>(found->text);
  if (value && *value >= least && *value <= most) return value;  // false for NaN as well
  report(*found, fmt::format("\"{}\" must be a number from {} to {}", key, least, most));
  return std::nullopt;
}

std::optional<Duration> MapReader::duration(std::string_view key, Duration least, Duration most) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  auto const value = parse_duration(found->text);
  if (!value) {
    report(*found, fmt::format("\"{}\" must be a length of time", key), "write it as 30s, 15m, 2h, 7d or 1h30m");
  } else if (*value < least || *value > most) {
    report(*found, fmt::format("\"{}\" must be from {} to {}", key, to_text(least), to_text(most)));
    return std::nullopt;
  }
  return value;
}

std::optional<Timestamp> MapReader::timestamp(std::string_view key) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  auto const value = parse_rfc3339(found->text);
  if (!value)
    report(*found, fmt::format("\"{}\" must be a date", key), "write it as 2020-06-29 or 2020-06-29T08:00:00Z");
  return value;
}

std::optional<std::uint64_t> MapReader::bytes(std::string_view key, std::uint64_t least, std::uint64_t most) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  auto const value = byte_count(found->text);
  if (!value) {
    report(*found, fmt::format("\"{}\" must be a size", key), "write it as 512KiB, 8MiB or a number of bytes");
  } else if (*value < least || *value > most) {
    report(*found, fmt::format("\"{}\" must be from {} to {}", key, size_text(least), size_text(most)));
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> MapReader::choice(std::string_view key, std::vector<std::string> const& allowed) {
  Value const* found = scalar(key);
  if (found == nullptr) return std::nullopt;
  if (std::ranges::find(allowed, found->text) != allowed.end()) return found->text;
  report(*found, fmt::format("\"{}\" cannot be \"{}\"", key, found->text),
         did_you_mean(found->text, allowed, "it is one of"));
  return std::nullopt;
}

std::vector<std::string> MapReader::texts(std::string_view key) {
  Value const* found = child(key);
  if (found == nullptr) return {};
  if (found->kind == Value::Kind::scalar) return {found->text};
  std::vector<std::string> out;
  if (found->kind == Value::Kind::map)
    report(*found, fmt::format("\"{}\" must be a list", key), "write it as [one, two]");
  for (Value const& item : found->items) {
    if (item.kind == Value::Kind::scalar) {
      out.push_back(item.text);
    } else {
      report(item, fmt::format("\"{}\" must be a list of single values, not {}", key, kind_name(item.kind)));
    }
  }
  return out;
}

std::vector<Value const*> MapReader::items(std::string_view key) {
  std::vector<Value const*> out;
  Value const* found = child(key);
  if (found == nullptr || found->kind == Value::Kind::null) return out;
  if (found->kind != Value::Kind::list) {
    report(*found, fmt::format("\"{}\" must be a list, not {}", key, kind_name(found->kind)),
           "start each item with \"- \"");
  }
  for (Value const& item : found->items) out.push_back(&item);
  return out;
}

void MapReader::finish() {
  std::vector<std::string> const known(known_.begin(), known_.end());
  for (Entry const& entry : map_.entries) {
    if (known_.contains(entry.key.text)) continue;
    report(entry.key, fmt::format("{} has no key \"{}\"", what_, entry.key.text),
           did_you_mean(entry.key.text, known, "known keys"));
  }
}

}  // namespace rasid::yaml
