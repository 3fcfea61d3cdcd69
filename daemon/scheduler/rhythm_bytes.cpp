#include "daemon/scheduler/rhythm_bytes.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace rasid::scheduling {
namespace {

constexpr char version = 1;
/// Beyond these a number is damage: counts and sums of a feed stay far below, and times before the year 2600.
constexpr double largest = 1e12;

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  void operator()(float& value) { put(std::bit_cast<std::uint32_t>(value)); }
  void operator()(double& value) { put(std::bit_cast<std::uint64_t>(value)); }
  void operator()(std::uint8_t& value) { put(value); }
  [[nodiscard]] bool good() const { return true; }

 private:
  template <class Unsigned>
  void put(Unsigned bits) {
    for (std::size_t i = 0; i < sizeof bits; ++i) out_.push_back(static_cast<char>(bits >> (8 * i)));
  }
  std::string& out_;
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  void operator()(float& value) { take(value = std::bit_cast<float>(get<std::uint32_t>())); }
  void operator()(double& value) { take(value = std::bit_cast<double>(get<std::uint64_t>())); }
  void operator()(std::uint8_t& value) { value = get<std::uint8_t>(); }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool ended() const { return good_ && in_.empty(); }

 private:
  template <class Unsigned>
  Unsigned get() {
    Unsigned bits = 0;
    if (in_.size() < sizeof bits) {
      good_ = false;
      return 0;
    }
    for (std::size_t i = 0; i < sizeof bits; ++i)
      bits = static_cast<Unsigned>(
          bits | static_cast<Unsigned>(static_cast<Unsigned>(static_cast<unsigned char>(in_[i])) << (8 * i)));
    in_.remove_prefix(sizeof bits);
    return bits;
  }
  void take(double value) { good_ = good_ && std::isfinite(value) && value >= 0 && value <= largest; }

  std::string_view in_;
  bool good_ = true;
};

/// Names every number of a rhythm in the order in which they are kept: one list for both ways.
template <class Each>
void visit(Rhythm& r, Each& each) {
  for (float& value : r.base.hour_items) each(value);
  for (float& value : r.base.hour_watched) each(value);
  for (float& value : r.base.day_items) each(value);
  for (float& value : r.base.day_watched) each(value);
  each(r.base.seen);
  each(r.seen_until);
  each(r.last_item);
  each(r.parents);
  each(r.followed);
  each(r.follow_gap);
  each(r.open.first);
  each(r.open.last);
  each(r.open.sum);
  each(r.open.squares);
  each(r.open.items);
  each(r.open.blur);
  each(r.moments.bursts);
  each(r.moments.matched);
  each(r.moments.expected);
  auto count = static_cast<std::uint8_t>(r.moments.list.size());
  each(count);
  if (!each.good() || count > Moments::most) count = 0;
  r.moments.list.resize(count);
  for (Moment& m : r.moments.list) {
    each(m.at);
    each(m.spread);
    each(m.items);
    each(m.hits);
    each(m.chances);
  }
}

bool plausible(Rhythm const& r) {
  for (Moment const& m : r.moments.list) {
    if (m.at >= 86'400 || m.spread < 1 || m.spread > 86'400 || m.hits > 1e4F || m.chances > 1e4F) return false;
  }
  return r.followed <= r.parents + 1;
}

}  // namespace

std::string to_bytes(Rhythm const& rhythm) {
  std::string bytes(1, version);
  Writer writer(bytes);
  Rhythm copy = rhythm;
  visit(copy, writer);
  return bytes;
}

Rhythm rhythm_of(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != version) return {};
  Rhythm rhythm;
  Reader reader(bytes.substr(1));
  visit(rhythm, reader);
  return reader.ended() && plausible(rhythm) ? rhythm : Rhythm{};
}

}  // namespace rasid::scheduling
