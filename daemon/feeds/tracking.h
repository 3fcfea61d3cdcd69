#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rasid::feeds {

/// The parameters of a URL's query that say where a reader came from and not which article is meant. Those of
/// configuration (`tracking_parameters`); by itself the usual ones. Safe on many threads.
class TrackingParameters {
 public:
  TrackingParameters() : TrackingParameters(usual()) {}
  /// Names, their case of no matter; one that ends in '*' stands for all that begin so.
  explicit TrackingParameters(std::vector<std::string> names);

  [[nodiscard]] bool has(std::string_view name) const;

  /// utm_* and what advertisers, newsletters and social networks add.
  static std::vector<std::string> usual();

  friend bool operator==(TrackingParameters const&, TrackingParameters const&) = default;

 private:
  std::vector<std::string> names_;     // lower case, sorted
  std::vector<std::string> prefixes_;  // lower case
};

}  // namespace rasid::feeds
