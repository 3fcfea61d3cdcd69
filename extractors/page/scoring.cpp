#include "extractors/page/scoring.h"

#include <algorithm>
#include <cmath>

#include "extractors/page/quoted_text.h"

namespace rasid::page {
namespace {

constexpr std::size_t telling_body = 300;  // letters (bytes) of a JSON-LD body that is more than a teaser

double weight_of(Block const& block) {
  double const own = block.own_chars();
  double const links = block.link_chars;
  if (is_prose(block)) return std::min(own, 1200.0) + 10.0 * std::min(block.marks, 12U) - links * 0.3;
  if (block.is_heading()) return links > own ? -links - 10 : 0;
  return -(own * 0.2 + links * 0.9 + 6);
}

/// What an element's name adds, as a share of what its blocks weigh.
double trust(Hint hint, GumboTag tag) {
  if (hint == Hint::body) return 1.25;
  if (hint == Hint::article) return tag == GUMBO_TAG_ARTICLE ? 1.1 : 1.05;
  if (hint == Hint::furniture || hint == Hint::comments) return 0.6;
  return 1.0;
}

}  // namespace

bool is_prose(Block const& block) noexcept {
  if (block.link_chars * 2 > block.chars || block.is_heading()) return false;
  std::uint32_t const own = block.own_chars();
  if (own >= 100) return block.marks > 0;
  if (block.in_list || block.in_table) return own >= 60 && block.marks >= 2;
  return own >= 30 && block.ends_sentence && block.link_chars * 4 <= block.chars;
}

std::vector<double> weigh(std::vector<Block> const& blocks, Evidence const& evidence) {
  QuotedText const body(evidence.article_body);
  bool const telling = body.size() >= telling_body;
  std::vector<double> weights(blocks.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    weights[i] = weight_of(blocks[i]);
    if (telling && body.holds(blocks[i].text)) weights[i] = 2.0 * std::abs(weights[i]) + blocks[i].chars;
  }
  return weights;
}

std::uint32_t best_element(Outline const& outline, std::vector<double> const& weights) {
  std::vector<double> sum(weights.size() + 1);
  for (std::size_t i = 0; i < weights.size(); ++i) sum[i + 1] = sum[i] + weights[i];
  std::uint32_t best = 0;
  double most = 0;
  for (std::uint32_t i = 0; i < outline.elements.size(); ++i) {
    if (outline.pruned[i]) continue;
    Surveyed const& element = outline.elements[i];
    double const weight = sum[outline.first_block[element.end]] - sum[outline.first_block[i]];
    double const score = weight * trust(element.hint, tag_of(*element.node));
    if (score >= most && score > 0) {  // the innermost of equals
      most = score;
      best = i;
    }
  }
  return best;
}

}  // namespace rasid::page
