#pragma once

#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasid::rules {

inline std::uint64_t hash_of(std::string_view text) noexcept {
  return std::hash<std::string_view>{}(text);
}

/// Numbers by the hash of what they stand for; the caller compares the things themselves. Never grows beyond the count
/// it is made for.
class HashIndex {
 public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  explicit HashIndex(std::size_t count = 0) : slots_(std::bit_ceil(count * 2 + 2)) {}

  /// The number of the first entry with this hash of which `same(number)` is true; where there is none, `fresh`, which
  /// is added.
  template <class Same>
  std::uint32_t find_or_add(std::uint64_t hash, std::uint32_t fresh, Same same) {
    std::size_t at = slot(hash, same);
    if (slots_[at].number == none) slots_[at] = {hash, fresh};
    return slots_[at].number;
  }
  template <class Same>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, Same same) const {
    return slots_[slot(hash, same)].number;
  }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = none;
  };

  template <class Same>
  [[nodiscard]] std::size_t slot(std::uint64_t hash, Same& same) const {
    std::size_t const mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].number != none && (slots_[at].hash != hash || !same(slots_[at].number))) at = (at + 1) & mask;
    return at;
  }

  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
};

}  // namespace rasid::rules
