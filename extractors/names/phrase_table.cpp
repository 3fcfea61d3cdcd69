#include "extractors/names/phrase_table.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

#include "extractors/text/fold.h"

namespace rasid::names {
namespace {

std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  __extension__ using Wide = unsigned __int128;
  Wide const product = static_cast<Wide>(a ^ 0x9E3779B97F4A7C15U) * (b ^ 0xD1B54A32D192ED03U);
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t load(char const* bytes, std::size_t count) noexcept {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, count);
  return value;
}

std::uint64_t hash_bytes(std::string_view word, std::uint64_t state) noexcept {
  std::size_t const size = word.size();
  while (word.size() > 8) {
    state = mix(state, load(word.data(), 8));
    word.remove_prefix(8);
  }
  return mix(state ^ size, load(word.data(), word.size()));
}

/// Calls `each(word, is_last)` for the words of a folded phrase.
template <class Each>
void for_words(std::string_view phrase, Each&& each) {
  while (!phrase.empty()) {
    std::size_t const space = phrase.find(' ');
    bool const last = space == std::string_view::npos;
    each(phrase.substr(0, space), last);
    phrase.remove_prefix(last ? phrase.size() : space + 1);
  }
}

}  // namespace

PhraseTable::PhraseTable(std::span<std::string const> phrases, std::uint64_t seed) : seed_(seed) {
  std::vector<std::string> folded(phrases.size());
  std::vector<std::uint32_t> order;
  std::size_t prefixes = 0;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    folded[i] = text::fold(phrases[i]);
    auto const words = folded[i].empty() ? 0U : 1U + static_cast<std::size_t>(std::ranges::count(folded[i], ' '));
    if (words == 0 || words > limit_words) {
      ++left_out_;
      continue;
    }
    prefixes += words;
    order.push_back(static_cast<std::uint32_t>(i));
  }
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) -> std::string const& { return folded[i]; });
  for (std::uint32_t const i : order) {
    bool const same = !text_end_.empty() && folded[members_.back()] == folded[i];
    if (!same) {
      texts_ += folded[i];
      text_end_.push_back(static_cast<std::uint32_t>(texts_.size()));
      member_end_.push_back(0);
    }
    members_.push_back(i);
    member_end_.back() = static_cast<std::uint32_t>(members_.size());
  }
  texts_.shrink_to_fit();
  text_end_.shrink_to_fit();
  member_end_.shrink_to_fit();
  members_.shrink_to_fit();
  while (!build(prefixes))
    seed_ = mix(seed_, 1);  // two prefixes shared slot and fingerprint: 1 in 100,000 at 10,000 names
}

/// Fills the slots; false where two different prefixes cannot be told apart under this seed. Phrases are sorted, so
/// most shared prefixes come one after another.
bool PhraseTable::build(std::size_t prefixes) {
  slots_.assign(std::bit_ceil(std::max<std::size_t>(prefixes * 2, 8)), {});
  std::vector<std::uint64_t> keys(slots_.size());
  first_.assign(std::bit_ceil(std::max<std::size_t>(text_end_.size() * 16, 64)) / 64, 0);
  for (std::uint32_t group = 0; group < text_end_.size(); ++group) {
    std::uint64_t key = seed_;
    bool first = true;
    bool sound = true;
    for_words(folded(group), [&](std::string_view word, bool last) {
      key = combine(key, hash(word));
      if (first) first_[(key >> 6U) & (first_.size() - 1)] |= 1ULL << (key & 63U);
      first = false;
      std::size_t at = key & (slots_.size() - 1);
      auto const fingerprint = static_cast<std::uint32_t>(key >> 32U);
      while (slots_[at].value != 0 && slots_[at].fingerprint != fingerprint) at = (at + 1) & (slots_.size() - 1);
      if (slots_[at].value != 0 && keys[at] != key) sound = false;
      keys[at] = key;
      slots_[at].fingerprint = fingerprint;
      slots_[at].value |= last ? group + 1 : continues;
    });
    if (!sound) return false;
  }
  return true;
}

std::uint64_t PhraseTable::hash(std::string_view word) const noexcept {
  return hash_bytes(word, seed_);
}

std::uint64_t PhraseTable::combine(std::uint64_t so_far, std::uint64_t word) noexcept {
  return mix(std::rotl(so_far, 23), word);
}

std::uint32_t PhraseTable::look_up(std::uint64_t key) const noexcept {
  auto const fingerprint = static_cast<std::uint32_t>(key >> 32U);
  for (std::size_t at = key & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].value == 0) return 0;
    if (slots_[at].fingerprint == fingerprint) return slots_[at].value;
  }
}

bool PhraseTable::may_begin(std::uint64_t key) const noexcept {
  return (first_[(key >> 6U) & (first_.size() - 1)] >> (key & 63U) & 1U) != 0;
}

std::string_view PhraseTable::folded(std::uint32_t group) const noexcept {
  std::uint32_t const begin = group == 0 ? 0 : text_end_[group - 1];
  return std::string_view(texts_).substr(begin, text_end_[group] - begin);
}

std::size_t PhraseTable::bytes() const noexcept {
  return slots_.capacity() * sizeof(Slot) + first_.capacity() * 8 + texts_.capacity() +
         (text_end_.capacity() + member_end_.capacity() + members_.capacity()) * 4;
}

}  // namespace rasid::names
