#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/time.h"

namespace rasid::fetch {

/// What a site's robots.txt says to us (RFC 9309). Accepts any bytes and never throws; what is beyond the limits below
/// is passed over.
class Robots {
 public:
  static constexpr std::size_t most_bytes = 500U << 10U;  // RFC 9309 section 2.5: at least so many must be read
  static constexpr std::size_t most_rules = 4'000;
  static constexpr std::size_t longest_pattern = 2'048;

  /// The group of `product` ("rasid"; compared without case), or the one for all; several groups of one name are one.
  static Robots parse(std::string_view bytes, std::string_view product);
  static Robots allow_all() { return {}; }
  static Robots disallow_all();

  /// May the path be read? `target` is path and query, starting with '/', percent-encoded as in a request. The longest
  /// pattern decides, allow before disallow; what no pattern meets is allowed.
  [[nodiscard]] bool allows(std::string_view target) const;

  /// The pause between two requests that it asks for. (Not in the RFC, but widely written.)
  [[nodiscard]] std::optional<Duration> crawl_delay() const noexcept { return crawl_delay_; }

 private:
  struct Rule {
    std::string pattern;  // '*' and a final '$' have their meaning
    bool allow = false;
  };
  std::vector<Rule> rules_;
  std::optional<Duration> crawl_delay_;

  friend class RobotsReader;
};

}  // namespace rasid::fetch
