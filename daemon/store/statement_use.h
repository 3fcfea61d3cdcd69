#pragma once

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "extractors/model/id.h"
#include "extractors/model/time.h"

namespace rasid::store {

/// Bytes that are no text; they are copied.
struct Blob {
  std::string_view bytes;
};

/// One use of a kept statement: binds the values to ?1, ?2 …, and resets the statement at the end of its scope, also
/// when a step threw. Strings that are lvalues are not copied: they must live as long as the use.
/// Times are stored as milliseconds since 1970, ids as their text. Throws SQLite::Exception.
class StatementUse {
 public:
  template <class... Values>
  explicit StatementUse(SQLite::Statement& statement, Values&&... values) : statement_(statement) {
    int index = 0;
    (put(++index, std::forward<Values>(values)), ...);
  }
  StatementUse(StatementUse const&) = delete;
  StatementUse& operator=(StatementUse const&) = delete;
  ~StatementUse() { statement_.tryReset(); }

  /// Moves to the next row; false after the last.
  bool step() { return statement_.executeStep(); }
  /// Runs a statement that returns no rows; how many rows it changed.
  int run() { return statement_.exec(); }

  [[nodiscard]] std::string text(int column) const { return statement_.getColumn(column).getString(); }
  [[nodiscard]] std::int64_t number(int column) const { return statement_.getColumn(column).getInt64(); }
  [[nodiscard]] bool is_null(int column) const { return statement_.isColumnNull(column); }
  [[nodiscard]] std::string blob(int column) const {
    SQLite::Column const cell = statement_.getColumn(column);
    auto const* const bytes = static_cast<char const*>(cell.getBlob());
    return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(cell.getBytes()));
  }
  [[nodiscard]] std::optional<Duration> maybe_duration(int column) const {
    return is_null(column) ? std::nullopt : std::optional(Duration{number(column)});
  }
  [[nodiscard]] Timestamp time(int column) const { return Timestamp{Duration{number(column)}}; }
  [[nodiscard]] std::optional<Timestamp> maybe_time(int column) const {
    return is_null(column) ? std::nullopt : std::optional(time(column));
  }

 private:
  void put(int index, std::string const& text) { statement_.bindNoCopy(index, text); }
  void put(int index, std::string&& text) { statement_.bind(index, static_cast<std::string const&>(text)); }
  template <class Tag>
  void put(int index, Id<Tag> const& id) {
    statement_.bindNoCopy(index, id.value);
  }
  template <class Tag>
  void put(int index, Id<Tag>&& id) {
    put(index, std::move(id.value));
  }
  void put(int index, Blob const& blob) {
    // A null pointer would bind NULL, which an empty blob is not.
    char const* const bytes = blob.bytes.empty() ? "" : blob.bytes.data();
    statement_.bind(index, static_cast<void const*>(bytes), static_cast<int>(blob.bytes.size()));
  }
  void put(int index, Timestamp time) { put(index, static_cast<std::int64_t>(time.time_since_epoch().count())); }
  void put(int index, std::optional<Timestamp> const& time) {
    if (time) {
      put(index, *time);
    } else {
      statement_.bind(index);
    }
  }
  void put(int index, std::optional<std::int64_t> const& number) {
    if (number) {
      put(index, *number);
    } else {
      statement_.bind(index);
    }
  }
  void put(int index, std::optional<Duration> const& length) {
    if (length) {
      statement_.bind(index, static_cast<std::int64_t>(length->count()));
    } else {
      statement_.bind(index);
    }
  }
  void put(int index, double value) { statement_.bind(index, value); }
  template <class Number>
    requires std::is_integral_v<Number>
  void put(int index, Number value) {
    statement_.bind(index, static_cast<std::int64_t>(value));
  }

  SQLite::Statement& statement_;
};

}  // namespace rasid::store
