#include "daemon/identity/sketch.h"

#include <algorithm>

namespace rasid::identity {
namespace {

std::size_t common(Sketch const& a, Sketch const& b, std::uint32_t up_to) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end() && *x <= up_to && *y <= up_to;) {
    if (*x == *y) ++count;
    bool const forward = *x <= *y;
    if (*y <= *x) ++y;
    if (forward) ++x;
  }
  return count;
}

/// Beyond the last hash of a full sketch nothing is known of its set.
std::uint32_t known_up_to(Sketch const& a, Sketch const& b, std::size_t most) {
  std::uint32_t up_to = 0xFFFF'FFFFU;
  if (a.size() == most) up_to = std::min(up_to, a.back());
  if (b.size() == most) up_to = std::min(up_to, b.back());
  return up_to;
}

std::size_t size_up_to(Sketch const& sketch, std::uint32_t up_to) {
  return static_cast<std::size_t>(std::ranges::upper_bound(sketch, up_to) - sketch.begin());
}

}  // namespace

std::uint32_t sketch_hash(std::string_view bytes, std::uint32_t seed) {
  std::uint32_t hash = seed;  // FNV-1a …
  for (char const c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16'777'619U;
  hash = (hash ^ (hash >> 16U)) * 0x7FEB352DU;  // … with its bits mixed
  hash = (hash ^ (hash >> 15U)) * 0x846CA68BU;
  return hash ^ (hash >> 16U);
}

Sketch sketch_of(std::vector<std::uint32_t> hashes, std::size_t most) {
  std::ranges::sort(hashes);
  auto const repeats = std::ranges::unique(hashes);
  hashes.erase(repeats.begin(), repeats.end());
  if (hashes.size() > most) hashes.resize(most);
  return hashes;
}

double overlap(Sketch const& a, Sketch const& b, std::size_t most) {
  std::uint32_t const up_to = known_up_to(a, b, most);
  std::size_t const both = common(a, b, up_to);
  std::size_t const either = size_up_to(a, up_to) + size_up_to(b, up_to) - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

double containment(Sketch const& a, Sketch const& b, std::size_t most) {
  std::uint32_t const up_to = known_up_to(a, b, most);
  std::size_t const both = common(a, b, up_to);
  std::size_t const smaller = std::min(size_up_to(a, up_to), size_up_to(b, up_to));
  return smaller == 0 ? 0 : static_cast<double>(both) / static_cast<double>(smaller);
}

}  // namespace rasid::identity
