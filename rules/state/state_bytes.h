#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extractors/model/time.h"

namespace rasid::rules::state {

/// Writes a memory as bytes: numbers as LEB128 (signed ones zigzag), texts after their length.
class StateWriter {
 public:
  StateWriter& number(std::uint64_t value);
  StateWriter& signed_number(std::int64_t value);
  StateWriter& real(double value);
  StateWriter& time(Timestamp value) { return signed_number(value.time_since_epoch().count()); }
  StateWriter& text(std::string_view value);

  [[nodiscard]] std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads them again. What is not there, or no memory at all, reads as zeros, and good() is false from then on: the
/// caller begins anew. Never reads beyond the bytes, whatever they hold.
class StateReader {
 public:
  explicit StateReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t number();
  /// A count of things that take at least one byte each: false bytes cannot ask for more than there are.
  std::size_t count();
  std::int64_t signed_number();
  double real();
  Timestamp time() { return Timestamp{Duration{signed_number()}}; }
  std::string text();

  [[nodiscard]] bool good() const noexcept { return good_; }
  [[nodiscard]] bool at_end() const noexcept { return bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool good_ = true;
};

}  // namespace rasid::rules::state
