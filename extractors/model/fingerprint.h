#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace rasid {

/// What tells whether two texts say the same. Case, marks, punctuation, white space and times of day do not count.
struct Fingerprint {
  std::string words;                  // digest of title and text; empty: not known
  std::string title;                  // digest of the title alone; empty where it has no words
  std::vector<std::uint32_t> sketch;  // ascending: the smallest hashes of the words, by which overlap is estimated
  std::vector<std::int64_t> names;    // numbers of what its feed calls it (daemon/identity/name_keys.h)

  friend bool operator==(Fingerprint const&, Fingerprint const&) = default;
};

}  // namespace rasid
