#pragma once

#include <string_view>

#include "extractors/page/evidence.h"
#include "extractors/page/json_ld.h"
#include "extractors/page/page.h"
#include "extractors/page/survey.h"

namespace rasid::page {

/// Fills everything of a Page but its text, from JSON-LD, OpenGraph, meta elements, microdata, <time>, <link
/// rel=canonical>, the headings and the title element, in that order of trust where they disagree.
/// `evidence` gets what helps to find the text.
Page read_metadata(Tree const& tree, std::vector<Surveyed> const& elements, ArticleLd const& ld, std::string_view url,
                   Evidence& evidence);

/// A moment as pages write it: RFC 3339, or near it ("2020-06-29T08:00:00+0300", "2020-06-29 08:00", "20200629").
/// A time without zone is read as UTC.
std::optional<Timestamp> read_date(std::string_view text);

}  // namespace rasid::page
