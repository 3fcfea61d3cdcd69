#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/page/survey.h"

namespace rasid::page {

/// A paragraph, heading, list item, cell or line of a page: the smallest piece that is kept or dropped as a whole.
struct Block {
  std::string text;           // white space collapsed; may hold single line ends
  GumboTag tag{};             // of the block element it stands in
  std::uint32_t element = 0;  // index of that element in the survey
  std::uint32_t chars = 0;    // visible code points
  std::uint32_t link_chars = 0;
  std::uint32_t marks = 0;  // commas, full stops and their like in any script
  bool in_list = false;
  bool in_table = false;
  bool in_quote = false;
  bool ends_sentence = false;
  bool apart = false;  // of a row of teasers, a box or a thread of comments: not the article's

  [[nodiscard]] std::uint32_t own_chars() const noexcept { return chars - link_chars; }
  [[nodiscard]] bool is_heading() const noexcept { return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6; }
};

/// The page as a row of blocks, its obvious furniture left out, with the tree still known: an element's blocks are a
/// range of that row.
struct Outline {
  std::vector<Surveyed> elements;
  std::vector<Block> blocks;
  std::vector<std::uint32_t> first_block;  // for each element and one more: index of the first block at or behind it
  std::vector<std::uint32_t> answers;      // where fields for a longer answer stand: index of the block behind each
  std::vector<bool> pruned;                // for each element: it and what is below it gave no blocks

  struct Range {
    std::uint32_t first;
    std::uint32_t end;
    [[nodiscard]] std::uint32_t size() const { return end - first; }
  };
  [[nodiscard]] Range blocks_in(std::uint32_t element) const {
    Range range{first_block[element], first_block[elements[element].end]};
    // Text that follows the element's end and is of what is around it.
    while (range.size() > 0 && blocks[range.end - 1].element < element) --range.end;
    return range;
  }
  void set_apart(Range range) {
    for (std::uint32_t i = range.first; i < range.end; ++i) blocks[i].apart = true;
  }
};

/// What is believed when furniture is left out: names (class and id) too, or tags and roles alone, or nothing.
enum class Pruning : std::uint8_t { names, hidden_only, nothing };

/// Lays out the surveyed elements of a tree (see survey()). Furniture is left out unless it holds so much of the page's
/// prose that its name must be wrong.
Outline outline(Tree const& tree, std::vector<Surveyed> elements, Pruning pruning = Pruning::names);

}  // namespace rasid::page
