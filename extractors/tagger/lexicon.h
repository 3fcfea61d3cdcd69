#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::tagger {

/// What is known of words beside the training texts: how common they are in names of people, and the titles, roles and
/// head words ("minister", "شركة", "city of") that stand beside names. Keys are hashes of folded words, joined by
/// single spaces: some two in a million strangers are taken for a listed one, which statistics bear.
class Lexicon {
 public:
  enum class Use : std::uint8_t { name_part, cue, unknown, known };

  Lexicon() = default;
  /// Entries are added in any order, then sealed by the first look_up's owner through seal().
  void add(Use use, std::uint64_t hash, std::uint8_t value);
  void seal();

  /// 0 where the word is unknown.
  [[nodiscard]] std::uint8_t look_up(Use use, std::uint64_t hash) const noexcept;

  [[nodiscard]] std::string serialise() const;
  /// False where the bytes are not a lexicon's.
  bool parse(std::string_view bytes);

 private:
  struct Pending {
    std::uint64_t key;
    std::uint8_t value;
  };
  static std::uint64_t key(Use use, std::uint64_t hash) noexcept;
  [[nodiscard]] std::size_t home(std::uint64_t key) const noexcept { return key & (fingerprints_.size() - 1); }

  std::vector<Pending> pending_;
  std::vector<std::uint32_t> fingerprints_;  // a power of two; 0 where free; linear probing
  std::vector<std::uint8_t> values_;
};

/// Cues of words, from 1: what titles.tsv calls kinds, in the order of its first appearance, is the model's matter.
constexpr std::size_t limit_cue_words = 6;

}  // namespace rasid::tagger
