#include "daemon/store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>

#include "daemon/store/store_error.h"

namespace rasid::store {
namespace {

/// What the holder wrote into the lock file: its process id in decimal; "unknown" while it is just being written.
std::string holder(int descriptor) {
  std::array<char, 20> text{};
  ssize_t const read = ::pread(descriptor, text.data(), text.size(), 0);
  std::string id;
  for (ssize_t i = 0; i < read && text[static_cast<std::size_t>(i)] >= '0' && text[static_cast<std::size_t>(i)] <= '9';
       ++i)
    id += text[static_cast<std::size_t>(i)];
  return id.empty() ? "unknown" : id;
}

}  // namespace

Result<FileLock> FileLock::take(std::filesystem::path const& database) {
  std::string const file = database.string() + ".lock";
  // Close-on-exec: a command sink's child must not keep the lock after us.
  FileLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (lock.descriptor_ < 0) {
    return std::unexpected(Error{std::error_code(errno, std::generic_category()), "opening lock file " + file});
  }
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) {
      return failure(StoreError::locked_by_other,
                     "opening " + database.string() + ", held by process " + holder(lock.descriptor_));
    }
    return std::unexpected(Error{std::error_code(errno, std::generic_category()), "locking " + file});
  }
  std::string const id = std::to_string(::getpid()) + "\n";
  // Only for the message above: where the disk is full the lock holds without it.
  if (::ftruncate(lock.descriptor_, 0) == 0) {
    [[maybe_unused]] ssize_t const written = ::pwrite(lock.descriptor_, id.data(), id.size(), 0);
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace rasid::store
