#include "rules/find_words.h"

#include <algorithm>
#include <optional>

namespace rasid::rules {
namespace {

bool in_field(Field field, ByteRange range, text::Document const& document) {
  if (field == Field::title) return document.title().contains(range);
  if (field == Field::body) return document.body().contains(range);
  return true;
}

bool fits(WordPattern const& pattern, std::string_view folded) {
  return pattern.prefix ? folded.starts_with(pattern.folded) : folded == pattern.folded;
}

bool is_article(std::string_view peeled) {
  return peeled == "ال" || peeled == "ה";
}

/// How many bytes at the token's end do not belong to the word; nothing where the token is another word. What follows
/// the first word of a phrase may carry an article, but not a conjunction or a preposition.
std::optional<std::uint32_t> follows(WordPattern const& pattern, bool last, text::Token const& token,
                                     text::Document const& document, std::vector<text::Reading>& readings) {
  readings.clear();
  document.readings(token, readings);
  for (text::Reading const& reading : readings) {
    bool const allowed = (reading.peeled.empty() || is_article(reading.peeled)) && (last || reading.cut == 0);
    if (allowed && fits(pattern, reading.folded)) return reading.cut;
  }
  return std::nullopt;
}

/// One per token: of several readings that fit the one that leaves most of the token standing.
std::vector<DocumentIndex::Place> first_words(WordPattern const& pattern, DocumentIndex const& index) {
  std::vector<DocumentIndex::Place> out;
  auto const keep = [&](DocumentIndex::Place const& place) { out.push_back(place); };
  if (pattern.prefix) {
    index.each_beginning(pattern.folded, keep);
  } else {
    index.each(pattern.folded, keep);
  }
  std::ranges::sort(out, {}, [](auto const& place) { return std::tuple(place.token, place.skipped, place.cut); });
  auto const repeated = std::ranges::unique(out, {}, &DocumentIndex::Place::token);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

}  // namespace

std::vector<Hit> find_words(WordsTerm const& term, Subject const& subject) {
  text::Document const& document = subject.document;
  auto const tokens = document.tokens();
  std::size_t const count = term.words.size();
  std::vector<text::Reading> readings;
  std::vector<Hit> out;
  for (DocumentIndex::Place const& place : first_words(term.words.front(), subject.index)) {
    if (place.token + count > tokens.size() || (count > 1 && place.cut > 0)) continue;
    std::optional<std::uint32_t> cut = place.cut;
    for (std::size_t i = 1; i < count && cut; ++i) {
      text::Token const& token = tokens[place.token + i];
      bool const together = token.sentence == tokens[place.token].sentence;
      cut = together ? follows(term.words[i], i + 1 == count, token, document, readings) : std::nullopt;
    }
    if (!cut) continue;
    ByteRange const range{tokens[place.token].range.begin + place.skipped,
                          tokens[place.token + count - 1].range.end - *cut};
    if (in_field(term.field, range, document)) out.push_back({range});
  }
  return out;
}

std::vector<Hit> find_exact(ExactTerm const& term, Subject const& subject) {
  text::Document const& document = subject.document;
  auto const tokens = document.tokens();
  std::vector<Hit> out;
  subject.index.each(term.first, [&](DocumentIndex::Place const& place) {
    if (place.skipped > 0 || place.cut > 0 || place.token + term.words > tokens.size()) return;
    ByteRange const range{tokens[place.token].range.begin, tokens[place.token + term.words - 1].range.end};
    if (document.slice(range) == term.whole && in_field(term.field, range, document)) out.push_back({range});
  });
  return out;
}

}  // namespace rasid::rules
