#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace rasid::identity {

/// The smallest hashes of a set, ascending and each once: of two sets the same hashes are smallest where they have them
/// in common, so that what two sketches share says what their sets share.
using Sketch = std::vector<std::uint32_t>;

/// 32 well-mixed bits (the smallest of them are kept); the same in every build, since they are stored. `seed` continues
/// where another hash ended.
std::uint32_t sketch_hash(std::string_view bytes, std::uint32_t seed = 2'166'136'261U);

/// The `most` smallest of these.
Sketch sketch_of(std::vector<std::uint32_t> hashes, std::size_t most);

/// How much of two sets is common: 0 (nothing) to 1 (the same), estimated from sketches of `most` hashes.
double overlap(Sketch const& a, Sketch const& b, std::size_t most);

/// How much of the smaller set the larger one has.
double containment(Sketch const& a, Sketch const& b, std::size_t most);

}  // namespace rasid::identity
