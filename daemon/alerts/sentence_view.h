#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/alerts/code_points.h"
#include "extractors/text/document.h"
#include "rules/match.h"

namespace rasid::alerts {

/// A part of the sentence to mark, with the term of the condition that it satisfies.
struct Highlight {
  ByteRange range;  // of the document's text, inside the view
  std::string_view term;

  friend auto operator<=>(Highlight const&, Highlight const&) = default;
};

/// The sentence that proves a match, as it is shown.
struct SentenceView {
  ByteRange range;         // of the document's text; empty where the article has no text
  bool truncated = false;  // a long sentence: only the part round its evidence is shown
  std::vector<Highlight> highlights;
};

/// The match's sentence, at most `most_code_points` of it: of a longer one, the stretch that holds the most highlights.
/// Evidence that reaches beyond what is shown is cut to it; at most `most_highlights`, in the order of the text, each
/// once.
SentenceView view_sentence(text::Document const& document, CodePoints const& code_points, rules::Match const& match,
                           std::size_t most_code_points, std::size_t most_highlights);

/// Which way a text is set: "rtl" or "ltr", by the majority of its letters (a report in Arabic may begin with "BBC"),
/// or where it has none by the language (BCP 47).
std::string_view direction_of(std::string_view text, std::string const& language);

}  // namespace rasid::alerts
