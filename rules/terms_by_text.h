#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/term.h"

namespace rasid::rules {

/// Hashes a text byte by byte, so that all its beginnings are hashed on the way.
class TextHash {
 public:
  void add(char byte) noexcept { state_ = (state_ ^ static_cast<unsigned char>(byte)) * 0x9E3779B97F4A7C15ULL; }
  [[nodiscard]] std::uint64_t value() const noexcept { return state_ ^ (state_ >> 29U); }

 private:
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

/// Which terms wait for a text: a table of the literals of all watches. Filled, then built once, then only read.
/// A look-up can be made in steps, so that those of many texts wait for the memory together.
class TermsByText {
 public:
  void add(std::string_view text, TermId term) { waiting_.push_back({text, term}); }
  /// What was added must still be there; it is not referred to afterwards.
  void build();

  [[nodiscard]] bool empty() const noexcept { return slots_.empty(); }
  /// The lengths in bytes that its texts have, ascending.
  [[nodiscard]] std::vector<std::uint32_t> const& lengths() const noexcept { return lengths_; }

  /// False of most texts that are not in the table; asks little memory.
  [[nodiscard]] bool may_have(std::uint64_t hash) const noexcept {
    return (seen_[(hash >> 6U) & seen_mask_] >> (hash & 63U) & 1U) != 0;
  }
  void prefetch(std::uint64_t hash) const noexcept { __builtin_prefetch(&slots_[slot_of(hash)]); }
  /// Where the entry of a text with this hash begins; 0 where there is none.
  [[nodiscard]] std::uint32_t entry_of(std::uint64_t hash) const noexcept {
    auto const mark = static_cast<std::uint32_t>(hash);
    for (std::size_t at = slot_of(hash); slots_[at].entry != 0; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].mark != mark) continue;
      __builtin_prefetch(&pool_[slots_[at].entry]);
      return slots_[at].entry;
    }
    return 0;
  }
  /// The terms of an entry, or of a later one, whose text is this one.
  [[nodiscard]] std::span<TermId const> terms_at(std::uint32_t entry, std::string_view text) const noexcept;

  [[nodiscard]] std::span<TermId const> find(std::string_view text) const noexcept;
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  struct Waiting {
    std::string_view text;
    TermId term;
  };
  struct Slot {
    std::uint32_t mark = 0;   // lower half of the text's hash
    std::uint32_t entry = 0;  // into the pool; 0 where the slot is free
  };

  [[nodiscard]] std::uint32_t number_at(std::size_t at) const noexcept { return static_cast<std::uint32_t>(pool_[at]); }
  [[nodiscard]] std::size_t slot_of(std::uint64_t hash) const noexcept { return (hash >> 32U) & (slots_.size() - 1); }

  std::vector<Waiting> waiting_;
  std::vector<std::uint64_t> seen_;  // a Bloom filter that stays in the cache
  std::size_t seen_mask_ = 0;
  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  /// Entries one after the other: the next entry with the same mark (or 0), the text's size in bytes, the number of its
  /// terms, these, and the text.
  std::vector<TermId> pool_;
  std::vector<std::uint32_t> lengths_;
};

}  // namespace rasid::rules
