#include "daemon/sinks/local/durable_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "extractors/model/descriptor.h"

namespace rasid::sinks {
namespace {

std::unexpected<Error> failed(std::string doing) {
  return std::unexpected(Error{std::error_code(errno, std::generic_category()), std::move(doing)});
}

}  // namespace

Result<> sync_folder(std::filesystem::path const& folder) {
  std::string const name = folder.empty() ? "." : folder.string();
  Descriptor const opened(::open(name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened || ::fsync(opened.get()) != 0) return failed("syncing " + name);
  return {};
}

Result<> write_whole(std::filesystem::path const& path, std::string_view content) {
  std::string const fresh = path.string() + ".new";
  Descriptor const file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644));
  if (!file) return failed("writing " + fresh);
  while (!content.empty()) {
    ssize_t const count = ::write(file.get(), content.data(), content.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("writing " + fresh);
    content.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file.get()) != 0) return failed("writing " + fresh);
  if (::rename(fresh.c_str(), path.c_str()) != 0) return failed("replacing " + path.string());
  return sync_folder(path.parent_path());
}

}  // namespace rasid::sinks
