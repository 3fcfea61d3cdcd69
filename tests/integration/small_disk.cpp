#include "tests/integration/small_disk.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <vector>

namespace rasid::test {

SmallDisk::SmallDisk(std::filesystem::path folder, std::uint64_t bytes) : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
  mounted_ = ::mount("none", folder_.c_str(), "tmpfs", 0, ("size=" + std::to_string(bytes)).c_str()) == 0;
  if (!mounted_) std::signal(SIGXFSZ, SIG_IGN);  // inherited by the processes that are started from now on
}

SmallDisk::~SmallDisk() {
  if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::fill(pid_t process) const {
  if (!mounted_) {
    rlimit const none{.rlim_cur = 4096, .rlim_max = RLIM_INFINITY};
    ::prlimit(process, RLIMIT_FSIZE, &none, nullptr);
    return;
  }
  int const file = ::open((folder_ / "ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  for (std::size_t size : {1U << 20U, 1U << 12U, 1U}) {
    std::vector<char> const bytes(size, 'x');
    while (::write(file, bytes.data(), bytes.size()) > 0) {
    }
  }
  ::close(file);
}

void SmallDisk::empty(pid_t process) const {
  if (mounted_) {
    std::filesystem::remove(folder_ / "ballast");
  } else {
    rlimit const all{.rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY};
    ::prlimit(process, RLIMIT_FSIZE, &all, nullptr);
  }
}

}  // namespace rasid::test
