#include "extractors/tagger/model.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>

#include "extractors/tagger/hash.h"

namespace rasid::tagger {
namespace {

constexpr std::string_view magic = "rasid tagger 2\n\n";
constexpr std::size_t limit_probes = 64;  // no table of ours has runs as long; a hostile one shall not cost more
constexpr float limit_weight = 1e3F;      // what a sane step or eagerness is below
constexpr float limit_transition = 50;    // and a transition: they are exponents

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
  return std::max<std::uint8_t>(static_cast<std::uint8_t>(feature >> 24U), 1);
}

bool is_sane(float value) {
  return std::isfinite(value) && std::abs(value) <= limit_weight;
}

}  // namespace

Weights::Weights(std::span<Row const> rows, float scale, float eagerness, Transitions const& transitions)
    : slots_(std::bit_ceil(rows.size() * 3 / 2 + 16)), scale_(scale), eagerness_(eagerness), transitions_(transitions) {
  std::size_t const mask = slots_.size() - 1;
  for (Row const& row : rows) {
    std::size_t at = row.feature & mask;
    while (slots_[at].fingerprint != 0) at = (at + 1) & mask;
    slots_[at] = {fingerprint(row.feature), row.weights};
  }
}

void Weights::add(std::span<std::uint32_t const> features, Sum& sum) const noexcept {
  if (slots_.empty()) return;
  std::size_t const mask = slots_.size() - 1;
  for (std::uint32_t const feature : features) __builtin_prefetch(&slots_[feature & mask]);
  for (std::uint32_t const feature : features) {
    std::uint8_t const print = fingerprint(feature);
    std::size_t at = feature & mask;
    for (std::size_t probe = 0; probe < limit_probes && slots_[at].fingerprint != 0; ++probe) {
      if (slots_[at].fingerprint == print) {
        for (std::size_t i = 0; i < label_count; ++i) sum[i] += slots_[at].weights[i];
        break;
      }
      at = (at + 1) & mask;
    }
  }
}

Scores Weights::score(Sum const& sum) const noexcept {
  Scores out;
  for (std::size_t i = 0; i < label_count; ++i) out[i] = static_cast<float>(sum[i]) * scale_;
  out[index(Label::outside)] -= eagerness_;
  return out;
}

void Weights::serialise(std::string& out) const {
  put(out, static_cast<std::uint64_t>(slots_.size()));
  put(out, scale_);
  put(out, eagerness_);
  put(out, transitions_);
  out.append(reinterpret_cast<char const*>(slots_.data()), slots_.size() * sizeof(Slot));
}

bool Weights::parse(std::string_view& bytes) {
  std::uint64_t slots = 0;
  if (!take(bytes, slots) || !take(bytes, scale_) || !take(bytes, eagerness_) || !take(bytes, transitions_))
    return false;
  if (!is_sane(scale_) || !is_sane(eagerness_)) return false;
  for (Scores const& row : transitions_)
    if (!std::ranges::all_of(row, [](float t) { return std::abs(t) <= limit_transition; })) return false;
  if (!std::has_single_bit(slots) || bytes.size() / sizeof(Slot) < slots) return false;
  slots_.resize(slots);
  std::memcpy(slots_.data(), bytes.data(), slots * sizeof(Slot));
  bytes.remove_prefix(slots * sizeof(Slot));
  return true;
}

std::string Model::serialise() const {
  std::string out(magic);
  std::string const words = lexicon.serialise();
  put(out, static_cast<std::uint64_t>(words.size()));
  out += words;
  weights.serialise(out);
  put(out, hash(out));  // last: what a broken copy does not have
  return out;
}

Result<Model> Model::parse(std::string_view bytes, std::string const& name) {
  auto const refuse = [&] {
    return failure(std::errc::illegal_byte_sequence, fmt::format("reading {} as a tagger model of this version", name));
  };
  std::uint64_t sum = 0;
  if (!bytes.starts_with(magic) || bytes.size() < magic.size() + sizeof sum) return refuse();
  std::string_view end = bytes.substr(bytes.size() - sizeof sum);
  bytes.remove_suffix(sizeof sum);
  take(end, sum);
  if (sum != hash(bytes)) return refuse();
  bytes.remove_prefix(magic.size());
  Model out;
  std::uint64_t words = 0;
  if (!take(bytes, words) || words > bytes.size() || !out.lexicon.parse(bytes.substr(0, words))) return refuse();
  bytes.remove_prefix(words);
  if (!out.weights.parse(bytes) || !bytes.empty()) return refuse();
  return out;
}

Result<Model> Model::read(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  std::error_code error;
  if (!in || std::filesystem::file_size(file, error) > limit_bytes || error)
    return failure(std::errc::io_error, fmt::format("reading {}", file.string()));
  return parse(std::string{std::istreambuf_iterator<char>(in), {}}, file.string());
}

}  // namespace rasid::tagger
