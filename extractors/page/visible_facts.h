#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/time.h"
#include "extractors/page/survey.h"

namespace rasid::page {

/// What a reader sees near the headline: for pages whose markup states nothing.
struct VisibleFacts {
  std::string byline;
  std::optional<Timestamp> published;
};

/// Reads the short lines around the headline (the element with this index, see headline_of).
VisibleFacts read_visible_facts(Tree const& tree, std::vector<Surveyed> const& elements, std::uint32_t headline);

/// The element that shows the title: the last <h1> … <h3> or other element with that text; nothing where none does.
std::optional<std::uint32_t> headline_of(Tree const& tree, std::vector<Surveyed> const& elements,
                                         std::string_view title);

/// The element's text on one line.
std::string inline_text(Tree const& tree, GumboNode const& node);

}  // namespace rasid::page
