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

/// The tokens that can be read as the word, ascending.
std::vector<std::uint32_t> tokens_read_as(WordPattern const& pattern, DocumentIndex const& index) {
  std::vector<std::uint32_t> out;
  auto const keep = [&](std::uint32_t token) { out.push_back(token); };
  if (!pattern.prefix) {
    index.each(pattern.folded, keep);
    return out;
  }
  index.each_beginning(pattern.folded, keep);
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  return out;
}

/// Of the readings of a token that fit the one that leaves most of it standing.
text::Reading best_reading(WordPattern const& pattern, text::Token const& token, text::Document const& document,
                           std::vector<text::Reading>& readings) {
  readings.clear();
  document.readings(token, readings);
  std::erase_if(readings, [&](text::Reading const& reading) { return !fits(pattern, reading.folded); });
  auto const taken_off = [](text::Reading const& reading) { return std::pair(reading.skipped, reading.cut); };
  return readings.empty() ? text::Reading{} : *std::ranges::min_element(readings, {}, taken_off);
}

}  // namespace

std::vector<Hit> find_words(WordsTerm const& term, Subject const& subject) {
  text::Document const& document = subject.document;
  auto const tokens = document.tokens();
  std::size_t const count = term.words.size();
  std::vector<text::Reading> readings;
  std::vector<Hit> out;
  for (std::uint32_t const first : tokens_read_as(term.words.front(), subject.index)) {
    if (first + count > tokens.size()) continue;
    text::Reading const reading = best_reading(term.words.front(), tokens[first], document, readings);
    if (count > 1 && reading.cut > 0) continue;
    std::optional<std::uint32_t> cut = reading.cut;
    for (std::size_t i = 1; i < count && cut; ++i) {
      text::Token const& token = tokens[first + i];
      bool const together = token.sentence == tokens[first].sentence;
      cut = together ? follows(term.words[i], i + 1 == count, token, document, readings) : std::nullopt;
    }
    if (!cut) continue;
    ByteRange const range{tokens[first].range.begin + reading.skipped, tokens[first + count - 1].range.end - *cut};
    if (in_field(term.field, range, document)) out.push_back({range});
  }
  return out;
}

std::vector<Hit> find_exact(ExactTerm const& term, Subject const& subject) {
  text::Document const& document = subject.document;
  auto const tokens = document.tokens();
  std::vector<Hit> out;
  subject.index.each(term.first, [&](std::uint32_t first) {
    bool const whole = first + term.words <= tokens.size() && document.folded(tokens[first]) == term.first;
    if (!whole) return;
    ByteRange const range{tokens[first].range.begin, tokens[first + term.words - 1].range.end};
    if (document.slice(range) == term.whole && in_field(term.field, range, document)) out.push_back({range});
  });
  return out;
}

}  // namespace rasid::rules
