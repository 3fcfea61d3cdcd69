#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/diagnostic.h"
#include "extractors/model/time.h"

namespace rasid::yaml {

struct Entry;

/// A node of a YAML file, with its place. Plain data: no handle of the YAML library reaches a caller.
struct Value {
  enum class Kind : std::uint8_t { null, scalar, list, map };

  Kind kind = Kind::null;
  std::string text;            // scalar
  std::vector<Value> items;    // list
  std::vector<Entry> entries;  // map, in the file's order
  unsigned line = 0;           // from 1
  unsigned column = 0;         // from 1, in code points

  /// The value under a key of a map, or nullptr.
  [[nodiscard]] Value const* find(std::string_view key) const;
};

struct Entry {
  Value key;
  Value value;
};

/// A parsed file: its tree, and its lines for messages.
struct File {
  std::string name;  // as shown to the user
  std::vector<std::string> lines;
  Value root;

  /// An error at a value; `offset` and `length` (bytes of the scalar's text) narrow it to a part of a scalar, in any of
  /// YAML's scalar styles.
  [[nodiscard]] Diagnostic error(Value const& at, std::string message, std::string remedy = {}) const;
  [[nodiscard]] Diagnostic error_inside(Value const& scalar, std::size_t offset, std::size_t length,
                                        std::string message, std::string remedy = {}) const;
};

/// Bounded: 8 MiB, 64 levels, 1,000,000 nodes; anchors and aliases are refused (a file of aliases can unfold without
/// end); a key twice in one map is an error.
std::expected<File, Diagnostic> parse(std::string name, std::string_view content);
/// Reads a file from disk; `name` is what messages call it.
std::expected<File, Diagnostic> load(std::filesystem::path const& path, std::string name);

/// Reads one map by its keys and collects what is wrong: wrong types, missing keys and, in finish(), unknown ones with
/// the nearest known. Every getter marks its key as known and returns nothing (or the default) after reporting.
class MapReader {
 public:
  /// `what` names the map in messages: "watch", "feed \"aljarida\"".
  MapReader(File const& file, Value const& map, std::string what, Diagnostics& problems);

  std::optional<std::string> text(std::string_view key);
  std::string required_text(std::string_view key);  // empty after reporting
  std::optional<bool> boolean(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<double> number(std::string_view key, double least, double most);
  std::optional<Duration> duration(std::string_view key, Duration least = Duration{0}, Duration most = Duration::max());
  std::optional<Timestamp> timestamp(std::string_view key);  // RFC 3339 or a date
  /// A byte count: "8MiB", "512KiB", or a plain number; at most 1 TiB.
  std::optional<std::uint64_t> bytes(std::string_view key, std::uint64_t least = 0,
                                     std::uint64_t most = std::uint64_t{1} << 40U);
  /// One of `allowed`; anything else is reported with the nearest.
  std::optional<std::string> choice(std::string_view key, std::vector<std::string> const& allowed);
  /// A list of scalars, or one scalar alone.
  std::vector<std::string> texts(std::string_view key);
  /// The items of a list (of maps, usually).
  std::vector<Value const*> items(std::string_view key);
  /// Any value; nullptr where the key is absent.
  Value const* child(std::string_view key);
  Value const* required_child(std::string_view key);

  void report(Value const& at, std::string message, std::string remedy = {});
  [[nodiscard]] bool has(std::string_view key) const;
  /// Reports the keys nobody asked for.
  void finish();

 private:
  Value const* scalar(std::string_view key);

  File const& file_;
  Value const& map_;
  std::string what_;
  Diagnostics& problems_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace rasid::yaml
