#include "tests/support/compress.h"

#include <algorithm>
#include <stdexcept>

#include <zlib.h>

namespace rasid::test {
namespace {

constexpr int zlib_window = 15;
constexpr int gzip_window = 15 + 16;  // zlib's way to ask for gzip's wrapper

/// Compresses input given piece by piece.
class Deflater {
 public:
  explicit Deflater(int window) {
    if (deflateInit2(&stream_, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::runtime_error("deflateInit2");
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(Deflater const&) = delete;
  Deflater& operator=(Deflater const&) = delete;

  void add(std::string_view text) { run(text, Z_NO_FLUSH); }
  std::string end() {
    run({}, Z_FINISH);
    return std::move(out_);
  }

 private:
  void run(std::string_view text, int flush) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream_.avail_in = static_cast<uInt>(text.size());
    char room[16384];
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(room);
      stream_.avail_out = sizeof room;
      ::deflate(&stream_, flush);
      out_.append(room, sizeof room - stream_.avail_out);
    } while (stream_.avail_out == 0);
  }

  z_stream stream_{};
  std::string out_;
};

std::string compress(std::string_view text, int window) {
  Deflater deflater(window);
  deflater.add(text);
  return deflater.end();
}

}  // namespace

std::string gzip(std::string_view text) {
  return compress(text, gzip_window);
}

std::string deflate(std::string_view text) {
  return compress(text, zlib_window);
}

std::string gzip_bomb(std::size_t inflated_bytes) {
  Deflater deflater(gzip_window);
  std::string const zeros(1U << 20U, '\0');
  for (std::size_t rest = inflated_bytes; rest > 0;) {
    auto const piece = std::min(rest, zeros.size());
    deflater.add(std::string_view(zeros).substr(0, piece));
    rest -= piece;
  }
  return deflater.end();
}

}  // namespace rasid::test
