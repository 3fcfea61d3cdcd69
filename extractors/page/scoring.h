#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/page/evidence.h"
#include "extractors/page/outline.h"

namespace rasid::page {

/// How much each block speaks for being the article's (positive: prose) or furniture (negative: links, labels).
/// The unit is one code point of prose.
std::vector<double> weigh(std::vector<Block> const& blocks, Evidence const& evidence);

/// True for running text: long enough or punctuated like a sentence, and not mostly link.
bool is_prose(Block const& block) noexcept;

/// The element whose blocks weigh most in sum, hints of its name added: the best balance of prose inside against
/// furniture inside. Linear in the page, since every element's blocks are a range. 0 (the root) where nothing weighs.
std::uint32_t best_element(Outline const& outline, std::vector<double> const& weights);

/// Where a layout made of tables holds the article in one cell, that cell: cells of a row stand side by side, and an
/// article runs in one of them. Otherwise `element`.
std::uint32_t best_cell(Outline const& outline, std::uint32_t element);

/// The range of blocks from the first to the last that JSON-LD's articleBody quotes, where they make up nearly all of
/// that body: then the page says itself where its article begins and ends. Nothing where the body is absent, a teaser,
/// or not on the page.
std::optional<std::pair<std::uint32_t, std::uint32_t>> quoted_range(std::vector<Block> const& blocks,
                                                                    Evidence const& evidence);

}  // namespace rasid::page
