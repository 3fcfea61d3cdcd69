#include "extractors/page/boxes.h"

namespace rasid::page {
namespace {

constexpr std::uint32_t longest_caption = 150;  // code points
constexpr std::uint32_t longest_call = 220;     // outside links
constexpr std::uint32_t longest_button = 40;

bool is_caption_table(Outline const& outline, std::uint32_t table, Outline::Range range) {
  if (range.size() != 1) return false;
  Block const& only = outline.blocks[range.first];
  if (only.chars > longest_caption || only.ends_sentence) return false;
  for (std::uint32_t at = outline.elements[table].parent; at != 0; at = outline.elements[at].parent) {
    if (tag_of(*outline.elements[at].node) == GUMBO_TAG_TD) return true;
  }
  return false;
}

bool is_call(Outline const& outline, Outline::Range range) {
  if (range.size() < 3 || range.size() > 4) return false;
  Block const& first = outline.blocks[range.first];
  Block const& last = outline.blocks[range.end - 1];
  if (!first.is_heading() || first.link_chars > 0) return false;
  if (last.link_chars != last.chars || last.chars > longest_button) return false;
  std::uint32_t own = 0;
  for (std::uint32_t i = range.first; i < range.end; ++i) own += outline.blocks[i].own_chars();
  return own <= longest_call;
}

/// A label above nothing but links.
bool is_menu(Outline const& outline, Outline::Range range) {
  Block const& first = outline.blocks[range.first];
  if (range.size() < 2 || first.link_chars > 0 || first.ends_sentence || first.chars > longest_button) return false;
  for (std::uint32_t i = range.first + 1; i < range.end; ++i) {
    if (outline.blocks[i].link_chars != outline.blocks[i].chars) return false;
  }
  return true;
}

}  // namespace

void set_boxes_apart(Outline& outline) {
  for (std::uint32_t i = 1; i < outline.elements.size(); ++i) {
    Outline::Range const range = outline.blocks_in(i);
    if (range.size() == 0 || range.size() > 4) continue;
    bool const table = tag_of(*outline.elements[i].node) == GUMBO_TAG_TABLE;
    if (table ? is_caption_table(outline, i, range) : is_call(outline, range) || is_menu(outline, range))
      outline.set_apart(range);
  }
}

}  // namespace rasid::page
