#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::sinks {

/// When a new file is begun, and how many old ones stay.
struct Rotation {
  std::uint64_t max_size = 100U << 20U;  // bytes
  std::optional<Duration> every;         // periods counted in UTC: 24h rotates at midnight
  std::size_t keep = 10;                 // older files beside the current one
};

/// A file of lines, each durable and whole once append() has returned. It is opened for each line, so that others may
/// move or remove it. Blocks; one thread at a time, and one process.
class JsonLinesFile {
 public:
  JsonLinesFile(std::filesystem::path path, Rotation rotation) : path_(std::move(path)), rotation_(rotation) {}

  /// Appends the line and a line break. After an error nothing of it is there. A part of a line that a crash left
  /// behind is taken away first.
  Result<> append(std::string_view line, Timestamp now) const;

 private:
  [[nodiscard]] bool is_due(std::size_t more, Timestamp now) const;
  Result<> rotate(Timestamp now) const;
  void remove_oldest() const;

  std::filesystem::path path_;
  Rotation rotation_;
};

}  // namespace rasid::sinks
