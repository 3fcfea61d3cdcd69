#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "extractors/model/result.h"
#include "extractors/names/phrase_lines.h"
#include "extractors/names/word_hash.h"

namespace rasid::names {

/// What begins the bytes of a table of phrases. All numbers in the machine's order: the bytes are made for this
/// machine, and those of another have another magic.
struct PhraseHeader {
  static constexpr std::uint64_t expected_magic = 0x31454D414E445352;  // "RSDNAME1"

  std::uint64_t magic = expected_magic;
  std::uint64_t alphabet = 0;  // LetterCodes::fingerprint()
  std::uint64_t seed = 0;
  std::uint64_t record_bytes = 0;
  std::uint32_t lines = 0;
  std::uint32_t filters = 0;
  std::uint32_t phrases = 0;      // all that were given
  std::uint32_t longest_run = 0;  // lines that one look-up may have to read
  std::uint32_t left_out = 0;     // of the phrases, those that are not in it
  std::uint32_t reserved[3] = {};
};
static_assert(sizeof(PhraseHeader) == 64);

/// A phrase as the table holds it. Those whose words hash alike, which are hardly ever others than those that read
/// alike, follow one another.
struct PhraseRecord {
  static constexpr std::uint32_t is_last = 1U << 31U;  // in the number: no other follows
  static constexpr std::size_t head = 6;               // bytes before the codes: number, size of the codes

  std::uint32_t phrase = 0;
  bool last = false;
  std::string_view codes;  // words with a zero between
  std::size_t next = 0;    // where the next record begins
};

/// A part of a filter that few words pass but the first words of phrases; of these it tells apart, most often, those
/// that are a phrase from those that begin a longer one.
struct FirstWords {
  std::uint64_t bits = 0;

  static constexpr std::uint64_t single(std::uint64_t hash) noexcept { return bit(hash) | bit(hash >> 6U); }
  static constexpr std::uint64_t longer(std::uint64_t hash) noexcept { return bit(hash >> 12U) | bit(hash >> 18U); }
  [[nodiscard]] bool has(std::uint64_t all) const noexcept { return (bits & all) == all; }

 private:
  static constexpr std::uint64_t bit(std::uint64_t place) noexcept { return 1ULL << (place & 63U); }
};

/// The bytes of a table of phrases: a header, lines of slots, a filter of first words, records of the phrases. Refers
/// to bytes that must outlive it; reads them where they are, without regard to alignment, so they may be mapped.
///
/// Each row of words that begins a phrase or is one, from two words on, and each phrase of one word, has a slot in a
/// line, found by its hash. A slot says whether a longer phrase begins so and where the phrases' records are.
class PhraseIndex {
 public:
  static constexpr std::size_t record_step = 4;  // records begin at multiples of it

  PhraseIndex() = default;

  /// Refuses bytes that are not a whole table made with this program's letter codes: std::errc::illegal_byte_sequence.
  /// Every size, slot and record is checked once, so that a look-up stays inside whatever the bytes say.
  static Result<PhraseIndex> open(std::span<std::byte const> bytes);

  [[nodiscard]] PhraseHeader const& header() const noexcept { return header_; }
  [[nodiscard]] WordHash const& hash() const noexcept { return hash_; }
  [[nodiscard]] std::span<std::byte const> bytes() const noexcept { return bytes_; }
  /// What a search of text without names reads: lines and filter.
  [[nodiscard]] std::size_t hot_bytes() const noexcept {
    return header_.lines * sizeof(SlotLine) + header_.filters * sizeof(FirstWords);
  }

  [[nodiscard]] FirstWords first_words(std::uint64_t hash) const noexcept {
    FirstWords out;
    std::memcpy(&out, filter(hash), sizeof out);
    return out;
  }
  void prefetch_filter(std::uint64_t hash) const noexcept { __builtin_prefetch(filter(hash)); }
  void prefetch(std::uint64_t key) const noexcept { __builtin_prefetch(line(home(key))); }
  void prefetch_record(std::uint32_t value) const noexcept { __builtin_prefetch(records_ + offset(value)); }

  /// Calls visit(std::uint32_t value) for each slot that the key may have: one, or in one of millions of look-ups more.
  template <class Visit>
  void look_up(std::uint64_t key, Visit visit) const {
    std::size_t at = home(key);
    for (std::uint32_t run = 0; run < header_.longest_run; ++run, ++at) {
      SlotMatch const match = match_line(line(at), static_cast<std::uint32_t>(key));
      for (std::uint32_t found = match.found; found != 0; found &= found - 1) {
        visit(slot_value(line(at), static_cast<std::uint32_t>(std::countr_zero(found))));
      }
      if (!match.full) return;
    }
  }

  static constexpr std::uint32_t continues = 1U << 31U;  // in a value: a longer phrase begins so
  /// Whether a value tells of phrases, and the first of their records.
  [[nodiscard]] static bool has_records(std::uint32_t value) noexcept { return (value & ~continues) != 0; }
  [[nodiscard]] PhraseRecord first_record(std::uint32_t value) const noexcept { return record(offset(value)); }
  [[nodiscard]] PhraseRecord next_record(PhraseRecord const& before) const noexcept { return record(before.next); }

 private:
  static std::size_t offset(std::uint32_t value) noexcept {
    return static_cast<std::size_t>((value & ~continues) - 1) * record_step;
  }
  [[nodiscard]] std::size_t home(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key >> 32U) * homes() >> 32U);
  }
  [[nodiscard]] std::uint64_t homes() const noexcept { return header_.lines - header_.longest_run + 1; }
  [[nodiscard]] std::byte const* filter(std::uint64_t hash) const noexcept {
    return filters_ + ((hash >> 32U) * header_.filters >> 32U) * sizeof(FirstWords);
  }
  [[nodiscard]] std::byte const* line(std::size_t at) const noexcept { return lines_ + at * sizeof(SlotLine); }
  /// A record that does not lie inside the bytes reads as the last of its row, without codes.
  [[nodiscard]] PhraseRecord record(std::size_t at) const noexcept;
  [[nodiscard]] bool is_sound() const;

  PhraseHeader header_;
  WordHash hash_{0};
  std::span<std::byte const> bytes_;
  std::byte const* lines_ = nullptr;
  std::byte const* filters_ = nullptr;
  std::byte const* records_ = nullptr;
};

}  // namespace rasid::names
