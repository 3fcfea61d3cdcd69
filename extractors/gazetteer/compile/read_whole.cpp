#include "extractors/gazetteer/compile/read_whole.h"

#include <cerrno>
#include <fstream>

namespace rasid::gazetteer {
namespace {

constexpr std::uintmax_t most_bytes = 256U << 20U;

}  // namespace

Result<std::string> read_whole(std::filesystem::path const& file) {
  std::string const doing = "reading " + file.string();
  std::error_code error;
  auto const size = std::filesystem::file_size(file, error);
  if (error) return std::unexpected(Error{error, doing});
  if (size > most_bytes) return failure(std::errc::file_too_large, doing);
  std::ifstream in(file, std::ios::binary);
  std::string out(size, '\0');
  if (!in.read(out.data(), static_cast<std::streamsize>(size))) {
    return std::unexpected(Error{std::error_code(errno, std::generic_category()), doing});
  }
  return out;
}

}  // namespace rasid::gazetteer
