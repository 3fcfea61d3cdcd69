#include "extractors/page/scoring.h"

#include <algorithm>
#include <cmath>

#include "extractors/page/quoted_text.h"

namespace rasid::page {
namespace {

constexpr std::size_t most_lookups = 500;  // blocks looked up in that body
constexpr std::size_t telling_body = 300;  // letters (bytes) of a JSON-LD body that is more than a teaser

double weight_of(Block const& block) {
  double const own = block.own_chars();
  double const links = block.link_chars;
  if (is_prose(block)) return std::min(own, 1200.0) + 10.0 * std::min(block.marks, 12U) - links * 0.3;
  if (block.is_heading()) return links > own ? -links - 10 : 0;
  // A list's items and short lines are an article's as often as furniture's, as long as they lead nowhere.
  if (links == 0 && own >= 20 && (block.in_list || block.tag == GUMBO_TAG_P)) return own * 0.1;
  return -(own * 0.2 + links * 0.9 + 6);
}

/// Prose that stands alone among labels and links is a teaser's more often than an article's.
double company_of(std::vector<Block> const& blocks, std::size_t index) {
  Block const& block = blocks[index];
  if (!is_prose(block)) return 1;
  auto const linked = [&](std::size_t i) { return blocks[i].link_chars * 2 > blocks[i].chars; };
  bool const under_link = index > 0 && linked(index - 1);
  bool const before_link = index + 1 < blocks.size() && linked(index + 1);
  unsigned near = 0;
  for (std::size_t i = index - std::min<std::size_t>(index, 3); i < std::min(index + 4, blocks.size()); ++i) {
    near += i != index && is_prose(blocks[i]) ? 1 : 0;
  }
  double factor = 1;
  if (block.chars < 500 && near == 0) factor *= 0.4;
  if (block.chars < 500 && near < 3 && (under_link || before_link)) factor *= 0.5;
  if (block.in_list && block.link_chars > 0) factor *= 0.5;
  return factor;
}

bool is_cell(GumboTag tag) {
  return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
}

/// What an element's name adds, as a share of what its blocks weigh.
double trust(Hint hint, GumboTag tag) {
  if (hint == Hint::body) return 1.5;
  if (hint == Hint::article) return tag == GUMBO_TAG_ARTICLE ? 1.2 : 1.1;
  if (hint == Hint::furniture || hint == Hint::comments) return 0.6;
  return 1.0;
}

}  // namespace

bool is_prose(Block const& block) noexcept {
  if (block.apart || block.link_chars * 2 > block.chars || block.is_heading()) return false;
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
    weights[i] = weight_of(blocks[i]) * company_of(blocks, i);
    if (telling && i < most_lookups && body.holds(blocks[i].text))
      weights[i] = 2.0 * std::abs(weights[i]) + blocks[i].chars;
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

std::uint32_t best_cell(Outline const& outline, std::uint32_t element) {
  auto const prose_in = [&](std::uint32_t index) {
    std::uint64_t sum = 0;
    std::uint32_t const end = outline.first_block[outline.elements[index].end];
    for (std::uint32_t i = outline.first_block[index]; i < end; ++i)
      sum += is_prose(outline.blocks[i]) ? outline.blocks[i].own_chars() : 0;
    return sum;
  };
  for (std::uint32_t at = element;;) {
    std::uint64_t const all = prose_in(at);
    GumboTag const tag = tag_of(*outline.elements[at].node);
    std::uint32_t into = at;
    for (std::uint32_t i = at + 1; i < outline.elements[at].end; i = outline.elements[i].end) {
      GumboTag const below = tag_of(*outline.elements[i].node);
      // In a row the fullest cell; elsewhere a table only where hardly anything stands beside it.
      std::uint64_t const share = tag == GUMBO_TAG_TR ? 11 : 17;
      if (outline.pruned[i] || prose_in(i) * 20 <= all * share) continue;
      bool const step = tag == GUMBO_TAG_TR || below == GUMBO_TAG_TABLE || below == GUMBO_TAG_TBODY ||
                        below == GUMBO_TAG_TR || below == GUMBO_TAG_CENTER;
      if (step) into = i;
    }
    if (all == 0 || into == at) return at == element || is_cell(tag) ? at : element;
    at = into;
  }
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> quoted_range(std::vector<Block> const& blocks,
                                                                    Evidence const& evidence) {
  QuotedText const body(evidence.article_body);
  if (body.size() < telling_body) return std::nullopt;
  std::size_t quoted = 0;
  unsigned count = 0;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> range;
  for (std::uint32_t i = 0; i < std::min(blocks.size(), most_lookups); ++i) {
    if (!is_prose(blocks[i]) || !body.holds(blocks[i].text)) continue;
    if (!range) range.emplace(i, i);
    range->second = i + 1;
    quoted += letters_of(blocks[i].text).size();
    ++count;
  }
  bool const whole = count >= 3 && quoted * 10 >= body.size() * 8 && quoted * 10 <= body.size() * 11;
  return whole ? range : std::nullopt;
}

}  // namespace rasid::page
