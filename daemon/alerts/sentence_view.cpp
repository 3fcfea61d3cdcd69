#include "daemon/alerts/sentence_view.h"

#include <unicode/uchar.h>
#include <unicode/uloc.h>

#include <algorithm>

#include "extractors/model/utf8.h"

namespace rasid::alerts {
namespace {

ByteRange cut(ByteRange inner, ByteRange outer) {
  return {std::max(inner.begin, outer.begin), std::min(inner.end, outer.end)};
}

std::vector<Highlight> highlights_in(ByteRange shown, rules::Match const& match) {
  std::vector<Highlight> found;
  for (auto const& evidence : match.evidence) {
    if (evidence.range.overlaps(shown)) found.push_back({cut(evidence.range, shown), evidence.term});
  }
  std::ranges::sort(found);
  auto const repeated = std::ranges::unique(found);  // a term may be proved twice by the same words
  found.erase(repeated.begin(), repeated.end());
  return found;
}

/// Where a window of `most` code points must begin to hold the most of `highlights`; the earliest of the best.
/// Linear: both ends only move forward.
std::size_t best_begin(std::vector<Highlight> const& highlights, CodePoints const& points, std::size_t most) {
  std::size_t best = 0;
  std::size_t best_count = 0;
  std::size_t last = 0;
  for (std::size_t first = 0; first < highlights.size(); ++first) {
    std::size_t const begin = points.at(highlights[first].range.begin);
    while (last < highlights.size() && points.at(highlights[last].range.end) <= begin + most) ++last;
    if (last > first && last - first > best_count) {
      best_count = last - first;
      best = first;
    }
    last = std::max(last, first + 1);
  }
  return highlights.empty() ? 0 : points.at(highlights[best].range.begin);
}

/// The stretch of `sentence` to show. A tenth of it goes before the first highlight, for the reader's sake.
ByteRange window(ByteRange sentence, rules::Match const& match, CodePoints const& points, std::size_t most) {
  std::size_t const begin = points.at(sentence.begin);
  std::size_t const end = points.at(sentence.end);
  std::size_t const lead = most / 10;
  std::size_t from = best_begin(highlights_in(sentence, match), points, most - lead);
  from = std::max(begin, std::max(from, lead) - lead);
  from = std::max(begin, std::min(from, end - most));
  return {points.byte_of(from), points.byte_of(from + most)};
}

}  // namespace

SentenceView view_sentence(text::Document const& document, CodePoints const& points, rules::Match const& match,
                           std::size_t most_code_points, std::size_t most_highlights) {
  SentenceView view;
  auto const sentences = document.sentences();
  if (sentences.empty()) return view;
  view.range = sentences[std::min<std::size_t>(match.sentence, sentences.size() - 1)];
  if (points.at(view.range.end) - points.at(view.range.begin) > most_code_points) {
    view.range = window(view.range, match, points, most_code_points);
    view.truncated = true;
  }
  view.highlights = highlights_in(view.range, match);
  if (view.highlights.size() > most_highlights) view.highlights.resize(most_highlights);
  return view;
}

std::string_view direction_of(std::string_view text, std::string const& language) {
  std::ptrdiff_t right_to_left = 0;
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    at += c.bytes;
    switch (u_charDirection(static_cast<UChar32>(c.value))) {
      case U_RIGHT_TO_LEFT:
      case U_RIGHT_TO_LEFT_ARABIC:
        ++right_to_left;
        break;
      case U_LEFT_TO_RIGHT:
        --right_to_left;
        break;
      default:
        break;
    }
  }
  if (right_to_left == 0) return uloc_isRightToLeft(language.c_str()) ? "rtl" : "ltr";
  return right_to_left > 0 ? "rtl" : "ltr";
}

}  // namespace rasid::alerts
