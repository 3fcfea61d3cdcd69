#include "extractors/page/teasers.h"

#include <algorithm>

namespace rasid::page {
namespace {

constexpr std::uint32_t most_blocks = 4;
constexpr std::uint32_t longest_teaser = 400;  // code points outside links
constexpr std::uint32_t shortest_link = 12;    // code points: less is a label or a number

class Finder {
 public:
  explicit Finder(Outline& outline) : outline_(outline) {}

  void run() {
    for (std::uint32_t i = 0; i < outline_.elements.size(); ++i) {
      if (!outline_.pruned[i]) look_below(i);
    }
  }

 private:
  Outline& outline_;

  [[nodiscard]] std::uint32_t first(std::uint32_t element) const { return outline_.first_block[element]; }
  [[nodiscard]] std::uint32_t end(std::uint32_t element) const {
    return outline_.first_block[outline_.elements[element].end];
  }

  [[nodiscard]] bool is_teaser(std::uint32_t element) const {
    std::uint32_t const from = first(element);
    std::uint32_t const to = end(element);
    if (to - from < 2 || to - from > most_blocks) return false;
    std::uint32_t own = 0;
    for (std::uint32_t i = from; i < to; ++i) own += outline_.blocks[i].own_chars();
    if (own > longest_teaser) return false;
    // A line above the link (a time, a section's name) is short.
    for (std::uint32_t i = from; i < std::min(from + 2, to); ++i) {
      Block const& block = outline_.blocks[i];
      if (block.link_chars >= shortest_link && block.link_chars * 5 > block.chars * 3) return true;
      if (block.chars > 30) return false;
    }
    return false;
  }

  void look_below(std::uint32_t parent) {
    if (end(parent) - first(parent) < 4) return;
    std::uint32_t teasers = 0;
    auto const each_child = [&](auto&& use) {
      for (std::uint32_t i = parent + 1; i < outline_.elements[parent].end; i = outline_.elements[i].end) use(i);
    };
    each_child([&](std::uint32_t child) { teasers += is_teaser(child) ? 1 : 0; });
    if (teasers < 2) return;
    each_child([&](std::uint32_t child) {
      if (is_teaser(child)) outline_.set_apart(outline_.blocks_in(child));
    });
  }
};

}  // namespace

void set_teasers_apart(Outline& outline) {
  Finder(outline).run();
}

}  // namespace rasid::page
