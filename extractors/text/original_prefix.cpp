#include "extractors/text/original_prefix.h"

#include "extractors/text/fold_pass.h"

namespace rasid::text {
namespace {

/// Finds the character of the original that gave the letter after the first `wanted`, and whether it gave the one
/// before as well.
struct SeekingSink {
  std::size_t wanted;
  std::size_t folded = 0;
  std::size_t last = std::string_view::npos;
  std::uint32_t begin = 0;
  bool inside = false;

  void open(std::size_t, std::size_t) {}
  void close(std::size_t) {}
  void replace_last(char32_t) {}
  void put(char32_t, std::size_t at) {
    if (folded == wanted) {
      begin = static_cast<std::uint32_t>(at);
      inside = at == last;
    }
    last = at;
    ++folded;
  }
};

}  // namespace

std::optional<std::uint32_t> original_prefix(std::string_view word, std::size_t folded_letters) {
  SeekingSink sink{.wanted = folded_letters};
  fold_into(word, sink);
  return sink.inside ? std::nullopt : std::optional(sink.begin);
}

}  // namespace rasid::text
