#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace rasid::bench {

/// The same search by Vectorscan's literal matcher, in texts folded beforehand: names and texts with a space on both
/// sides, so that only whole words count.
class Vectorscan {
 public:
  explicit Vectorscan(std::vector<std::string> const& folded_names);
  ~Vectorscan();
  Vectorscan(Vectorscan const&) = delete;
  Vectorscan& operator=(Vectorscan const&) = delete;

  /// Appends the number of each name found. `folded` has a space at both ends.
  void find(std::string_view folded, std::vector<std::uint32_t>& out) const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  hs_database* database_ = nullptr;
  hs_scratch* scratch_ = nullptr;
};

}  // namespace rasid::bench
