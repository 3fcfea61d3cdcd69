#include "daemon/cli/replace_file.h"

#include <fstream>

#include <fmt/format.h>

namespace rasid::cli {

namespace fs = std::filesystem;

bool replace_file(fs::path const& path, std::string const& content) {
  fs::path const beside = path.string() + ".new";
  std::error_code error;
  std::ofstream stream(beside, std::ios::binary);
  stream << content;
  stream.close();
  if (stream && fs::exists(path, error)) fs::permissions(beside, fs::status(path, error).permissions(), error);
  if (stream && !error) fs::rename(beside, path, error);
  if (stream && !error) return true;
  fmt::print(stderr, "{}: error: cannot be written: {}\n", path.string(),
             error ? error.message() : std::generic_category().message(errno));
  fs::remove(beside, error);
  return false;
}

}  // namespace rasid::cli
