#pragma once

#include <cstdint>
#include <set>
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

/// Which terms wait for a text: a table of the literals of all watches. Filled, then built once, then only read. It
/// refers to the texts, which must outlive it.
class TermsByText {
 public:
  void add(std::string_view text, TermId term) { waiting_.push_back({text, term}); }
  void build();

  [[nodiscard]] std::span<TermId const> find(std::string_view text) const noexcept;
  /// The same where the text's hash is known (see TextHash).
  [[nodiscard]] std::span<TermId const> find(std::string_view text, std::uint64_t hash) const noexcept {
    if (!may_have(hash)) return {};
    return find_surely(text, hash);
  }
  [[nodiscard]] bool empty() const noexcept { return terms_.empty(); }
  /// The lengths in bytes that its texts have, ascending.
  [[nodiscard]] std::vector<std::uint32_t> lengths() const;
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
  /// A Bloom filter that stays in the cache: most words of the news are in no watch.
  [[nodiscard]] bool may_have(std::uint64_t hash) const noexcept {
    return (seen_[(hash >> 6U) & seen_mask_] >> (hash & 63U) & 1U) != 0;
  }
  [[nodiscard]] std::span<TermId const> find_surely(std::string_view text, std::uint64_t hash) const noexcept;

  struct Waiting {
    std::string_view text;
    TermId term;
  };
  struct Entry {
    std::string_view text;
    std::uint32_t first = 0;  // of its terms
    std::uint32_t past = 0;
  };
  struct Slot {
    std::uint32_t mark = 0;   // upper half of the text's hash
    std::uint32_t entry = 0;  // from 1; 0 where the slot is free
  };

  std::vector<Waiting> waiting_;
  std::vector<std::uint64_t> seen_{0};
  std::size_t seen_mask_ = 0;
  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  std::vector<Entry> entries_;
  std::vector<TermId> terms_;
};

}  // namespace rasid::rules
