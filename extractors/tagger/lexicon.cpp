#include "extractors/tagger/lexicon.h"

#include <bit>
#include <cstring>

#include "extractors/tagger/hash.h"

namespace rasid::tagger {

std::uint64_t Lexicon::key(Use use, std::uint64_t hash) noexcept {
  return combine(static_cast<std::uint64_t>(use) + 1, hash);
}

namespace {

std::uint32_t fingerprint(std::uint64_t key) noexcept { return static_cast<std::uint32_t>(key >> 32U) | 1U; }

}  // namespace

void Lexicon::add(Use use, std::uint64_t hash, std::uint8_t value) { pending_.push_back({key(use, hash), value}); }

void Lexicon::seal() {
  std::size_t const slots = std::bit_ceil(pending_.size() * 3 / 2 + 16);
  fingerprints_.assign(slots, 0);
  values_.assign(slots, 0);
  for (Pending const& entry : pending_) {
    std::uint32_t const print = fingerprint(entry.key);
    std::size_t at = home(entry.key);
    while (fingerprints_[at] != 0 && fingerprints_[at] != print) at = (at + 1) & (slots - 1);
    fingerprints_[at] = print;
    values_[at] = std::max(values_[at], entry.value);
  }
  pending_.clear();
  pending_.shrink_to_fit();
}

std::uint8_t Lexicon::look_up(Use use, std::uint64_t hash) const noexcept {
  if (fingerprints_.empty()) return 0;
  std::uint64_t const wanted = key(use, hash);
  std::uint32_t const print = fingerprint(wanted);
  for (std::size_t at = home(wanted);; at = (at + 1) & (fingerprints_.size() - 1)) {
    if (fingerprints_[at] == print) return values_[at];
    if (fingerprints_[at] == 0) return 0;
  }
}

std::string Lexicon::serialise() const {
  std::string out(fingerprints_.size() * 5, '\0');
  std::memcpy(out.data(), fingerprints_.data(), fingerprints_.size() * 4);
  std::memcpy(out.data() + fingerprints_.size() * 4, values_.data(), values_.size());
  return out;
}

bool Lexicon::parse(std::string_view bytes) {
  std::size_t const slots = bytes.size() / 5;
  if (bytes.size() % 5 != 0 || (slots != 0 && !std::has_single_bit(slots))) return false;
  fingerprints_.resize(slots);
  values_.resize(slots);
  std::memcpy(fingerprints_.data(), bytes.data(), slots * 4);
  std::memcpy(values_.data(), bytes.data() + slots * 4, slots);
  // A full table would never end a search.
  return slots == 0 || std::ranges::find(fingerprints_, 0U) != fingerprints_.end();
}

}  // namespace rasid::tagger
