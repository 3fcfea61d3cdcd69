#include "extractors/tagger/lexicon.h"

#include <algorithm>
#include <cstring>

#include "extractors/tagger/hash.h"

namespace rasid::tagger {
namespace {

constexpr std::size_t bytes_of_a_slot = sizeof(std::uint16_t) + 1;
constexpr std::size_t limit_probes = 256;  // no table of ours has runs as long; a hostile one shall not cost more

std::uint64_t key_of(Lexicon::Use use, std::uint64_t hash) noexcept {
  return combine(static_cast<std::uint64_t>(use) + 1, hash);
}

std::uint16_t fingerprint(std::uint64_t key) noexcept {
  return std::max<std::uint16_t>(static_cast<std::uint16_t>(key >> 48U), 1);
}

}  // namespace

void Lexicon::add(Use use, std::uint64_t hash, std::uint8_t value) {
  pending_.push_back({key_of(use, hash), value});
}

void Lexicon::seal() {
  std::size_t const slots = pending_.size() * 4 / 3 + 16;
  fingerprints_.assign(slots, 0);
  values_.assign(slots, 0);
  for (auto const& [key, value] : pending_) {
    std::uint16_t const print = fingerprint(key);
    std::size_t at = home(key);
    while (fingerprints_[at] != 0 && fingerprints_[at] != print) at = at + 1 == slots ? 0 : at + 1;
    fingerprints_[at] = print;
    values_[at] = std::max(values_[at], value);
  }
  pending_ = {};
}

std::uint8_t Lexicon::look_up(Use use, std::uint64_t hash) const noexcept {
  if (fingerprints_.empty()) return 0;
  std::uint64_t const key = key_of(use, hash);
  std::uint16_t const print = fingerprint(key);
  std::size_t at = home(key);
  for (std::size_t probe = 0; probe < limit_probes && fingerprints_[at] != 0; ++probe) {
    if (fingerprints_[at] == print) return values_[at];
    at = at + 1 == fingerprints_.size() ? 0 : at + 1;
  }
  return 0;
}

std::string Lexicon::serialise() const {
  std::size_t const slots = values_.size();
  std::string out(slots * bytes_of_a_slot, '\0');
  std::memcpy(out.data(), fingerprints_.data(), slots * sizeof(std::uint16_t));
  std::memcpy(out.data() + slots * sizeof(std::uint16_t), values_.data(), slots);
  return out;
}

bool Lexicon::parse(std::string_view bytes) {
  if (bytes.size() % bytes_of_a_slot != 0) return false;
  std::size_t const slots = bytes.size() / bytes_of_a_slot;
  fingerprints_.resize(slots);
  values_.resize(slots);
  if (slots == 0) return true;
  std::memcpy(fingerprints_.data(), bytes.data(), slots * sizeof(std::uint16_t));
  std::memcpy(values_.data(), bytes.data() + slots * sizeof(std::uint16_t), slots);
  return true;
}

}  // namespace rasid::tagger
