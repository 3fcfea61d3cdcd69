#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <zlib.h>

#include "extractors/model/result.h"

namespace rasid::imports {

/// The lines of a file, plain or gzip, read one after the other so that its size costs no memory.
class Lines {
 public:
  static constexpr std::size_t most_line_bytes = 32UL << 20U;  // Wikidata's largest entities have a few MiB

  enum class Next : std::uint8_t { line, too_long, end, broken };

  /// "-" is standard input. Says why not where it cannot be opened.
  static std::expected<Lines, std::string> open(std::filesystem::path const& path);

  /// Reads the next line without its end; of one that is too long its beginning. `broken`: the compressed data ends
  /// early or is damaged, and nothing more comes.
  Next next(std::string& line);

  [[nodiscard]] std::uint64_t number() const noexcept { return number_; }  // of the line read last, from 1
  /// Bytes of the file read so far, as it lies on the disk; and all of them, 0 where unknown.
  [[nodiscard]] std::uint64_t bytes_read() const;
  [[nodiscard]] std::uint64_t bytes() const noexcept { return bytes_; }

 private:
  struct Close {
    void operator()(gzFile file) const noexcept { gzclose(file); }
  };

  bool fill();

  std::unique_ptr<gzFile_s, Close> file_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t number_ = 0;
  std::uint64_t bytes_ = 0;
  bool broken_ = false;
};

}  // namespace rasid::imports
