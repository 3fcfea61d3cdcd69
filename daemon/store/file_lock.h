#pragma once

#include <filesystem>
#include <utility>

#include "extractors/model/result.h"

namespace rasid::store {

/// Keeps other processes from writing the same database: an exclusive flock(2) on `<database>.lock`, held until
/// destruction and given back by the kernel however the process ends. The file stays: removing it would let two
/// processes hold locks on two files of one name.
class FileLock {
 public:
  /// StoreError::locked_by_other, naming the holder's process id, where somebody has it; a std::errc where the lock
  /// file cannot be made.
  static Result<FileLock> take(std::filesystem::path const& database);

  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace rasid::store
