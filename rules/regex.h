#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"

namespace re2 {
class RE2;
}

namespace rasid::rules {

/// A regular expression in RE2's syntax: time linear in the text, memory bounded (a pattern of 1,000 bytes, a program
/// and caches of 256 KiB together). Immutable; may be asked from many threads.
class Regex {
 public:
  static constexpr std::size_t longest = 1000;  // bytes of a pattern

  explicit Regex(std::string_view pattern);
  ~Regex();
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;

  /// Why it cannot be used; empty where it can.
  [[nodiscard]] std::string error() const;
  [[nodiscard]] std::string const& pattern() const;
  /// True where it fits anywhere in the text.
  [[nodiscard]] bool matches(std::string_view text) const;
  /// Adds where it fits, `offset` added to each: what does not overlap, from the left, empty fits left out; 10,000 at
  /// most.
  void find(std::string_view text, std::uint32_t offset, std::vector<ByteRange>& out) const;

 private:
  std::string too_long_;
  std::unique_ptr<re2::RE2> re_;
};

}  // namespace rasid::rules
