#include "extractors/import/lines.h"

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace rasid::imports {
namespace {

constexpr std::size_t chunk = 256U << 10U;

}  // namespace

std::expected<Lines, std::string> Lines::open(std::filesystem::path const& path) {
  Lines out;
  std::error_code error;
  if (path == "-") {
    out.file_.reset(gzdopen(dup(STDIN_FILENO), "rb"));
  } else if (std::filesystem::is_directory(path, error)) {
    return std::unexpected("is a folder");
  } else {
    errno = 0;
    out.file_.reset(gzopen(path.c_str(), "rb"));
    if (auto const size = std::filesystem::file_size(path, error); !error) out.bytes_ = size;
  }
  if (!out.file_) return std::unexpected(errno == 0 ? "cannot be opened" : std::strerror(errno));
  gzbuffer(out.file_.get(), chunk);
  return out;
}

bool Lines::fill() {
  if (broken_) return false;
  buffer_.resize(chunk);
  at_ = 0;
  int const got = gzread(file_.get(), buffer_.data(), static_cast<unsigned>(chunk));
  int state = Z_OK;
  gzerror(file_.get(), &state);
  broken_ = got < 0 || (got == 0 && state != Z_OK && state != Z_STREAM_END);
  buffer_.resize(static_cast<std::size_t>(std::max(got, 0)));
  return !buffer_.empty();
}

Lines::Next Lines::next(std::string& line) {
  line.clear();
  bool too_long = false;
  bool any = false;
  while (at_ < buffer_.size() || fill()) {
    any = true;
    std::size_t const end = std::min(buffer_.find('\n', at_), buffer_.size());
    std::size_t const room = most_line_bytes - line.size();
    line.append(buffer_, at_, std::min(end - at_, room));
    too_long = too_long || end - at_ > room;
    at_ = end + 1;
    if (end < buffer_.size()) break;
  }
  if (!any) return broken_ ? Next::broken : Next::end;
  ++number_;
  if (line.ends_with('\r')) line.pop_back();
  return too_long ? Next::too_long : Next::line;
}

std::uint64_t Lines::bytes_read() const {
  auto const at = gzoffset(file_.get());
  return at < 0 ? 0 : static_cast<std::uint64_t>(at);
}

}  // namespace rasid::imports
