#include "daemon/sinks/local/json_lines_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "daemon/sinks/local/durable_file.h"
#include "extractors/model/descriptor.h"

namespace rasid::sinks {
namespace fs = std::filesystem;
namespace {

std::unexpected<Error> failed(std::string doing, int code = errno) {
  return std::unexpected(Error{std::error_code(code, std::generic_category()), std::move(doing)});
}

/// How much of a file of that size is whole lines. What follows the last line break is what a crash left of one of
/// ours, and was never reported as delivered; anything else is not ours to take away.
std::uint64_t whole_lines(int file, std::uint64_t size) {
  constexpr std::uint64_t longest = 4U << 20U;
  constexpr std::string_view ours = R"({"type":"alert)";
  std::uint64_t const from = size > longest ? size - longest : 0;
  std::string tail(size - from, '\0');
  ssize_t const count = ::pread(file, tail.data(), tail.size(), static_cast<off_t>(from));
  if (count <= 0) return size;
  tail.resize(static_cast<std::size_t>(count));
  std::size_t const end = tail.rfind('\n');
  std::size_t const begin = end == std::string::npos ? 0 : end + 1;
  if (end == std::string::npos && from > 0) return size;
  std::string_view const left(std::string_view(tail).substr(begin));
  bool const mine = left.starts_with(ours) || ours.starts_with(left);
  return mine ? from + begin : size;
}

/// "alerts-20200629T091207Z" for "alerts".
std::string dated(std::string const& stem, Timestamp now) {
  std::tm const parts = fmt::gmtime(std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count());
  return fmt::format("{}-{:%Y%m%dT%H%M%S}Z", stem, parts);
}

}  // namespace

bool JsonLinesFile::is_due(std::size_t more, Timestamp now) const {
  struct stat found{};
  if (::stat(path_.c_str(), &found) != 0 || found.st_size == 0) return false;
  if (static_cast<std::uint64_t>(found.st_size) + more > rotation_.max_size) return true;
  if (!rotation_.every) return false;
  auto const period = [&](std::int64_t seconds) { return seconds * 1000 / rotation_.every->count(); };
  std::int64_t const seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
  return period(found.st_mtim.tv_sec) != period(seconds);
}

Result<> JsonLinesFile::rotate(Timestamp now) const {
  std::string const stem = dated(path_.stem().string(), now);
  std::error_code bad;
  fs::path to = path_.parent_path() / (stem + path_.extension().string());
  for (int i = 2; fs::exists(to, bad) && i < 1'000; ++i) {
    to = path_.parent_path() / fmt::format("{}-{}{}", stem, i, path_.extension().string());
  }
  if (::rename(path_.c_str(), to.c_str()) != 0) return failed("rotating " + path_.string());
  remove_oldest();
  return sync_folder(path_.parent_path());
}

void JsonLinesFile::remove_oldest() const {
  std::string const prefix = path_.stem().string() + "-";
  std::vector<std::pair<fs::file_time_type, fs::path>> old;
  std::error_code ignored;
  fs::path const folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
  for (auto const& entry : fs::directory_iterator(folder, ignored)) {
    std::string const name = entry.path().filename().string();
    // Only what rotate() names: a dated stem, "alerts-20…Z".
    bool const ours = name.starts_with(prefix) && name.size() > prefix.size() + 15 && name[prefix.size() + 8] == 'T' &&
                      entry.path().extension() == path_.extension();
    if (ours) old.emplace_back(entry.last_write_time(ignored), entry.path());
  }
  if (old.size() <= rotation_.keep) return;
  std::ranges::sort(old);
  old.resize(old.size() - rotation_.keep);
  for (auto const& [time, path] : old) fs::remove(path, ignored);
}

Result<> JsonLinesFile::append(std::string_view line, Timestamp now) const {
  std::string const doing = "writing " + path_.string();
  if (is_due(line.size() + 1, now)) {
    if (Result<> const rotated = rotate(now); !rotated) return rotated;
  }
  bool const fresh = ::access(path_.c_str(), F_OK) != 0;
  Descriptor const file(::open(path_.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0640));
  if (!file) return failed(doing);
  struct stat found{};
  if (::fstat(file.get(), &found) != 0) return failed(doing);
  if (!S_ISREG(found.st_mode)) return failed(doing, EINVAL);
  std::uint64_t const before = whole_lines(file.get(), static_cast<std::uint64_t>(found.st_size));
  if (before != static_cast<std::uint64_t>(found.st_size) && ::ftruncate(file.get(), static_cast<off_t>(before)) != 0) {
    return failed(doing);
  }
  std::string whole;
  whole.reserve(line.size() + 1);
  for (char const c : line) whole += c == '\n' || c == '\r' ? ' ' : c;  // outside of strings JSON may have them
  whole += '\n';
  ssize_t const count = ::write(file.get(), whole.data(), whole.size());
  bool const complete = count == static_cast<ssize_t>(whole.size());
  if (complete && ::fdatasync(file.get()) == 0) return fresh ? sync_folder(path_.parent_path()) : Result<>{};
  int const code = complete || count < 0 ? errno : ENOSPC;
  if (::ftruncate(file.get(), static_cast<off_t>(before)) != 0) return failed(doing, code);  // half a line helps nobody
  return failed(doing, code);
}

}  // namespace rasid::sinks
