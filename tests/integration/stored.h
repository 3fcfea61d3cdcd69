#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace rasid::test {

/// What the daemon's database holds, read beside it without writing anything. Each question opens the file anew, so
/// that a kill between two of them does no harm.
class Stored {
 public:
  explicit Stored(std::filesystem::path file) : file_(std::move(file)) {}

  /// The one number a query gives; -1 where there is no such table or row (yet).
  [[nodiscard]] std::int64_t number(std::string const& query) const;
  /// The first column of all rows, as text.
  [[nodiscard]] std::vector<std::string> texts(std::string const& query) const;

 private:
  std::filesystem::path file_;
};

}  // namespace rasid::test
