#include "extractors/page/punctuation.h"

#include <algorithm>
#include <array>

namespace rasid::page {
namespace {

constexpr auto closing =
    std::to_array<std::string_view>({".", "!", "?", "…", "؟", "۔", "。", "！", "？", "।", ":", "։", "።"});
constexpr auto pausing = std::to_array<std::string_view>({",", ";", "،", "؛", "，", "、", "；"});
constexpr auto wrapping =
    std::to_array<std::string_view>({"\"", "'", ")", "]", "”", "“", "’", "»", "«", "›", "」", "』", "*", " ", "\n"});

template <std::size_t N>
std::size_t prefix(std::array<std::string_view, N> const& all, std::string_view text) noexcept {
  auto const at = std::ranges::find_if(all, [&](std::string_view one) { return text.starts_with(one); });
  return at == all.end() ? 0 : at->size();
}

template <std::size_t N>
std::size_t suffix(std::array<std::string_view, N> const& all, std::string_view text) noexcept {
  auto const at = std::ranges::find_if(all, [&](std::string_view one) { return text.ends_with(one); });
  return at == all.end() ? 0 : at->size();
}

}  // namespace

std::uint32_t count_marks(std::string_view text) noexcept {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      count += c == '.' || c == ',' || c == ';' || c == '!' || c == '?' || c == ':' ? 1 : 0;
    } else if (c == 0xD8 || c == 0xDB || c >= 0xE0) {
      std::string_view const rest = text.substr(i, 4);
      count += prefix(closing, rest) + prefix(pausing, rest) > 0 ? 1 : 0;
    }
  }
  return count;
}

bool ends_sentence(std::string_view text) noexcept {
  for (std::size_t n = suffix(wrapping, text); n > 0; n = suffix(wrapping, text)) text.remove_suffix(n);
  return suffix(closing, text) > 0;
}

}  // namespace rasid::page
