#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "daemon/alerts/alert.h"
#include "extractors/extraction/extraction.h"
#include "rules/around.h"
#include "rules/match.h"

namespace rasid::alerts {

/// Who else reports the story.
struct Source {
  FeedId feed;
  std::string url;
  std::string title;
};

/// What a payload is rendered from. Refers to everything; nothing is kept.
struct PayloadParts {
  Alert const& alert;  // its payload and sinks are not read
  std::string const& watch_title;
  std::vector<std::string> const& watch_tags;
  Article const& article;
  Extraction const& extraction;
  entities::Catalogue const& catalogue;  // the one `extraction` was made with
  rules::Match const& match;
  std::span<Source const> other_sources = {};  // beside the article itself
  std::span<rules::WebLink const> watch_links = {};
};

/// The JSON of one alert by config/schema/alert.v1.schema.json: always valid UTF-8, the same bytes for the same parts,
/// and bounded whatever the article holds. Offsets are code points of the document's text. Safe on many threads at
/// once.
std::string render_payload(PayloadParts const& parts);

/// The same alert as this revision, its payload as render_payload() would have made it then with the alert's id and
/// story: which these are turns out only when it is decided, long after it was rendered. `feeds` carry the story by now;
/// `others` are known of them beside the article's own.
Alert as_told(Alert alert, std::uint32_t revision, std::uint32_t feeds, std::span<Source const> others);

/// Digest of what a receiver takes as proof: each term with the words that satisfy it, and the sentence shown. The same
/// for texts that differ in case, marks, punctuation and in what stands elsewhere.
std::string evidence_of(text::Document const& document, rules::Match const& match);

/// What of the condition holds, as numbers that are the same for all articles of a story: each term, and the actor
/// where it is about one. Ascending, each once.
std::vector<std::uint32_t> proofs_of(Extraction const& extraction, entities::Catalogue const& catalogue,
                                     rules::Match const& match);

}  // namespace rasid::alerts
