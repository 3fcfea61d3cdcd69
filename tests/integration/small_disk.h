#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace rasid::test {

/// A folder that can be full: a small file system in memory where the test may mount one, else a limit on the size of
/// the files that a process writes (RLIMIT_FSIZE; the process must ignore SIGXFSZ, as one started by a test that made a
/// SmallDisk does).
class SmallDisk {
 public:
  SmallDisk(std::filesystem::path folder, std::uint64_t bytes);
  ~SmallDisk();
  SmallDisk(SmallDisk const&) = delete;
  SmallDisk& operator=(SmallDisk const&) = delete;

  [[nodiscard]] std::filesystem::path const& path() const { return folder_; }
  [[nodiscard]] std::string kind() const { return mounted_ ? "a file system in memory" : "RLIMIT_FSIZE"; }

  /// Leaves no space to this process.
  void fill(pid_t process) const;
  void empty(pid_t process) const;

 private:
  std::filesystem::path folder_;
  bool mounted_ = false;
};

}  // namespace rasid::test
