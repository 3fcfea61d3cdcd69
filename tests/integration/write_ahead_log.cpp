#include "tests/integration/write_ahead_log.h"

#include <sys/stat.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>

namespace rasid::test {
namespace {

constexpr std::uint64_t header_size = 32;
constexpr std::uint64_t frame_header_size = 24;
constexpr std::uint64_t checkpoint_after = 4000;  // frames, as the daemon sets it

std::filesystem::path log_of(std::filesystem::path const& database) {
  return database.string() + "-wal";
}

std::uint32_t big_endian(char const* bytes) {
  std::uint32_t value = 0;
  for (int i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

}  // namespace

bool spoil_last_frame(std::filesystem::path const& database) {
  std::fstream log(log_of(database), std::ios::in | std::ios::out | std::ios::binary);
  std::array<char, header_size> header{};
  if (!log.read(header.data(), header.size())) return false;
  std::uint64_t const frame_size = frame_header_size + big_endian(&header[8]);
  std::string const salts(&header[16], 8);
  std::uint64_t frames = 0;
  for (std::array<char, frame_header_size> frame{};; ++frames) {
    log.seekg(static_cast<std::streamoff>(header_size + frames * frame_size));
    if (!log.read(frame.data(), frame.size()) || std::string(&frame[8], 8) != salts) break;
  }
  log.clear();
  if (frames == 0 || frames >= checkpoint_after - 200) return false;
  std::uint64_t const page = header_size + (frames - 1) * frame_size + frame_header_size;
  log.seekp(static_cast<std::streamoff>(page + frame_size / 2));
  return log.write("torn here", 9).good();
}

void wait_for_a_commit(std::filesystem::path const& database, int most_ms) {
  auto const written = [name = log_of(database)] {
    struct stat about{};
    return ::stat(name.c_str(), &about) == 0 ? about.st_mtim.tv_sec * 1'000'000'000L + about.st_mtim.tv_nsec : 0L;
  };
  auto const end = std::chrono::steady_clock::now() + std::chrono::milliseconds{most_ms};
  for (long const before = written(); written() == before && std::chrono::steady_clock::now() < end;) {
  }
}

}  // namespace rasid::test
