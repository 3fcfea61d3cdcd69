#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rasid::tagger {

/// What is known of words beside the training texts. Keys are hashes of folded words; of several words, combined in
/// their order. Some one in ten thousand strangers is taken for a listed word, which statistics bear. Immutable once
/// sealed or parsed; reads are safe on many threads.
class Lexicon {
 public:
  enum class Use : std::uint8_t {
    name_part,  // how common a word is in names of people
    cue,        // titles, roles and head words that stand beside names: "minister", "شركة"
    known,      // well-known organisations and places; the value is their class
    word,       // stems of a spelling dictionary: what is there is seldom a name
  };

  /// Entries are added in any order, then sealed. Of values for one key the largest stays.
  void add(Use use, std::uint64_t hash, std::uint8_t value);
  void seal();

  /// 0 where the word is unknown.
  [[nodiscard]] std::uint8_t look_up(Use use, std::uint64_t hash) const noexcept;

  [[nodiscard]] std::string serialise() const;
  /// False where the bytes are not a lexicon's; any bytes that are taken make a lexicon that answers.
  bool parse(std::string_view bytes);

 private:
  struct Pending {
    std::uint64_t key;
    std::uint8_t value;
  };
  [[nodiscard]] std::size_t home(std::uint64_t key) const noexcept {
    return (key & 0xFFFFFFFFU) * fingerprints_.size() >> 32U;
  }

  std::vector<Pending> pending_;
  std::vector<std::uint16_t> fingerprints_;  // 0 where free; linear probing
  std::vector<std::uint8_t> values_;
};

/// Entries of a lexicon have at most so many words.
constexpr std::size_t limit_entry_words = 6;

}  // namespace rasid::tagger
