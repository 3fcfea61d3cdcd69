#pragma once

#include <cstdint>
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

}  // namespace rasid::page
