#include "extractors/gazetteer/compile/replace_file.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace rasid::gazetteer {

Result<> replace_file(std::filesystem::path const& file, std::string_view bytes) {
  auto const failed = [&] {
    return std::unexpected(Error{std::error_code(errno, std::generic_category()), "writing " + file.string()});
  };
  std::filesystem::path const beside = file.string() + ".new";
  int const descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (descriptor < 0) return failed();
  bool good = true;
  while (good && !bytes.empty()) {
    ssize_t const wrote = ::write(descriptor, bytes.data(), bytes.size());
    good = wrote > 0 || (wrote < 0 && errno == EINTR);
    if (wrote > 0) bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  good = good && ::fsync(descriptor) == 0;
  good = ::close(descriptor) == 0 && good;
  if (good && ::rename(beside.c_str(), file.c_str()) == 0) return {};
  auto const error = failed();
  ::unlink(beside.c_str());
  return error;
}

}  // namespace rasid::gazetteer
