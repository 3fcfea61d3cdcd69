#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/identity/sketch.h"
#include "extractors/model/time.h"

namespace rasid::stories {

/// What a term is. A `name` is one that is in no list, by its consonants, which are alike in all alphabets; a `region`
/// is a place as large as a country or a part of one.
enum class TermKind : std::uint8_t { short_word, middle_word, long_word, number, name, actor, place, region };

/// Something that an article is about: a word as it stands there, or what is the same in every language.
struct Term {
  std::uint32_t key = 0;    // a hash, its three lowest bits the kind
  std::uint8_t weight = 0;  // how much the article is about it, in sixteenths

  [[nodiscard]] TermKind kind() const noexcept { return static_cast<TermKind>(key & 7U); }
  friend bool operator==(Term, Term) = default;
};

/// True where the kind is the same in every language.
constexpr bool is_common_to_languages(TermKind kind) noexcept {
  return kind >= TermKind::number;
}

/// Runs of words of which the sketch keeps the smallest hashes.
inline constexpr std::size_t sketch_size = 48;
/// Terms of one article at most.
inline constexpr std::size_t most_terms = 96;

/// What is remembered of an article to tell which others report the same; at most some 700 bytes.
struct Traits {
  Timestamp time{};         // published, or seen first
  Timestamp arrived{};      // fetched
  std::string language;     // primary subtag, or empty
  identity::Sketch sketch;  // of runs of three words: tells copies and rewrites
  std::vector<Term> terms;  // ascending by key

  [[nodiscard]] bool empty() const noexcept { return sketch.empty() && terms.empty(); }
  friend bool operator==(Traits const&, Traits const&) = default;
};

/// As the store keeps them: the same bytes in every build and on every machine.
std::string to_bytes(Traits const& traits);
/// Nothing where the bytes are none of to_bytes().
std::optional<Traits> traits_from(std::string_view bytes);

}  // namespace rasid::stories
