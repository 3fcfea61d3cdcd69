#include "extractors/page/threads.h"

#include "extractors/page/boilerplate.h"
#include "extractors/page/scoring.h"

namespace rasid::page {
namespace {

constexpr std::uint32_t shortest_article = 100;  // code points of prose that a thread is about

bool is_control(Block const& block) {
  constexpr std::uint32_t longest_control = 40;
  constexpr std::uint32_t lone = 12;  // code points of a control that need be no link
  if (block.chars > longest_control || block.ends_sentence) return false;
  return (block.link_chars * 2 > block.chars || block.chars <= lone) && is_reply(block.text);
}

/// From the first control's comment to the last's. The comment begins before its control, so the smallest element that
/// holds all controls may be a comment that holds its answers: then the thread is around it.
Outline::Range around(Outline const& outline, Outline::Range controls, std::uint32_t& opening) {
  std::uint32_t child = outline.blocks[controls.first].element;
  std::uint32_t parent = outline.elements[child].parent;
  auto const holds_all = [&] {
    Outline::Range const range = outline.blocks_in(parent);
    return range.first <= controls.first && controls.end <= range.end;
  };
  while (child != 0 && !(holds_all() && outline.blocks_in(child).first < controls.first)) {
    child = parent;
    parent = outline.elements[child].parent;
  }
  opening = child;
  Outline::Range range{outline.blocks_in(child).first, controls.end};
  for (std::uint32_t i = child; i < outline.elements[parent].end; i = outline.elements[i].end) {
    range.end = outline.blocks_in(i).end;
    if (range.end >= controls.end) break;
  }
  return range;
}

}  // namespace

void set_thread_apart(Outline& outline) {
  Outline::Range controls{0, 0};
  unsigned count = 0;
  for (std::uint32_t i = 0; i < outline.blocks.size(); ++i) {
    if (!is_control(outline.blocks[i])) continue;
    if (count++ == 0) controls.first = i;
    controls.end = i + 1;
  }
  if (count < 2) return;
  std::uint32_t opening = 0;
  Outline::Range const thread = around(outline, controls, opening);
  Surveyed const& first = outline.elements[opening];
  if (opening == 0 || first.has_h1 || first.has_body_hint) return;
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i < thread.first && before < shortest_article; ++i)
    before += is_prose(outline.blocks[i]) ? outline.blocks[i].own_chars() : 0;
  if (before >= shortest_article) outline.set_apart(thread);
}

}  // namespace rasid::page
