#include "extractors/tagger/model.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <fstream>
#include <iterator>

namespace rasid::tagger {
namespace {

constexpr std::string_view magic = "rasid tagger 1\n\n";

template <typename T>
void put(std::string& out, T const& value) {
  out.append(reinterpret_cast<char const*>(&value), sizeof value);
}

template <typename T>
bool take(std::string_view& bytes, T& value) {
  if (bytes.size() < sizeof value) return false;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return true;
}

/// The high bits tell features of one slot apart, the low ones choose it.
std::uint8_t fingerprint(std::uint32_t feature) noexcept {
  auto const print = static_cast<std::uint8_t>(feature >> 24U);
  return print == 0 ? 1 : print;
}

}  // namespace

Weights::Weights(std::span<Row const> rows, float scale, Transitions const& transitions)
    : slots_(std::bit_ceil(rows.size() * 5 / 4 + 16)), scale_(scale), transitions_(transitions) {
  std::size_t const mask = slots_.size() - 1;
  for (Row const& row : rows) {
    std::size_t at = row.feature & mask;
    while (slots_[at].fingerprint != 0) at = (at + 1) & mask;
    slots_[at] = {fingerprint(row.feature), row.weights};
  }
}

Scores Weights::score(std::span<std::uint32_t const> features) const noexcept {
  std::array<std::int32_t, label_count> sum{};
  if (slots_.empty()) return {};
  std::size_t const mask = slots_.size() - 1;
  for (std::uint32_t const feature : features) __builtin_prefetch(&slots_[feature & mask]);
  for (std::uint32_t const feature : features) {
    std::uint8_t const print = fingerprint(feature);
    for (std::size_t at = feature & mask; slots_[at].fingerprint != 0; at = (at + 1) & mask)
      if (slots_[at].fingerprint == print) {
        for (std::size_t i = 0; i < label_count; ++i) sum[i] += slots_[at].weights[i];
        break;
      }
  }
  Scores out;
  for (std::size_t i = 0; i < label_count; ++i) out[i] = static_cast<float>(sum[i]) * scale_;
  out[0] -= bias;
  return out;
}

void Weights::serialise(std::string& out) const {
  put(out, static_cast<std::uint64_t>(slots_.size()));
  put(out, scale_);
  put(out, transitions_);
  out.append(reinterpret_cast<char const*>(slots_.data()), slots_.size() * sizeof(Slot));
}

bool Weights::parse(std::string_view& bytes) {
  std::uint64_t slots = 0;
  if (!take(bytes, slots) || !take(bytes, scale_) || !take(bytes, transitions_)) return false;
  if (!std::has_single_bit(slots) || bytes.size() / sizeof(Slot) < slots) return false;
  slots_.resize(slots);
  std::memcpy(slots_.data(), bytes.data(), slots * sizeof(Slot));
  bytes.remove_prefix(slots * sizeof(Slot));
  // A full table would never end a search.
  return std::ranges::any_of(slots_, [](Slot const& slot) { return slot.fingerprint == 0; });
}

std::string Model::serialise() const {
  std::string out(magic);
  std::string const words = lexicon.serialise();
  put(out, static_cast<std::uint64_t>(words.size()));
  out += words;
  first.serialise(out);
  second.serialise(out);
  return out;
}

Result<Model> Model::read(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failure(std::errc::io_error, fmt::format("reading {}", file.string()));
  std::string const all{std::istreambuf_iterator<char>(in), {}};
  std::string_view bytes = all;
  Model out;
  std::uint64_t words = 0;
  bool good = bytes.starts_with(magic);
  if (good) bytes.remove_prefix(magic.size());
  good = good && take(bytes, words) && words <= bytes.size() && out.lexicon.parse(bytes.substr(0, words));
  if (good) bytes.remove_prefix(words);
  good = good && out.first.parse(bytes) && out.second.parse(bytes) && bytes.empty();
  if (!good) return failure(std::errc::illegal_byte_sequence, fmt::format("reading {} as a tagger model of this version", file.string()));
  return out;
}

}  // namespace rasid::tagger
