#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/term.h"

namespace rasid::rules {

/// Which terms wait for a text: a table of the literals of all watches. Filled, then built once, then only read. It
/// refers to the texts, which must outlive it.
class TermsByText {
 public:
  void add(std::string_view text, TermId term) { waiting_.push_back({text, term}); }
  void build();

  [[nodiscard]] std::span<TermId const> find(std::string_view text) const noexcept;
  [[nodiscard]] bool empty() const noexcept { return terms_.empty(); }
  /// The lengths in bytes that its texts have, ascending.
  [[nodiscard]] std::vector<std::uint32_t> lengths() const;
  [[nodiscard]] std::size_t bytes() const noexcept;

 private:
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
  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  std::vector<Entry> entries_;
  std::vector<TermId> terms_;
};

}  // namespace rasid::rules
