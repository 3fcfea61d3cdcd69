#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace rasid::feeds {

/// A set of bytes to look for. (std::string_view::find_first_of asks for each byte of the text whether it is in the
/// list, by a call.)
class Characters {
 public:
  constexpr explicit Characters(std::string_view members) {
    for (char const c : members) is_member_[static_cast<unsigned char>(c)] = true;
  }

  [[nodiscard]] constexpr bool has(char c) const { return is_member_[static_cast<unsigned char>(c)]; }

  /// Where the first of them stands at or after `from`; the text's size where none does.
  [[nodiscard]] constexpr std::size_t find(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && !has(text[from])) ++from;
    return from;
  }
  /// Where the first that is none of them stands.
  [[nodiscard]] constexpr std::size_t find_other(std::string_view text, std::size_t from = 0) const {
    while (from < text.size() && has(text[from])) ++from;
    return from;
  }

 private:
  std::array<bool, 256> is_member_{};
};

}  // namespace rasid::feeds
