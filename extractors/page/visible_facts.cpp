#include "extractors/page/visible_facts.h"

#include <algorithm>

#include "extractors/page/byline.h"
#include "extractors/page/paragraphs.h"
#include "extractors/page/punctuation.h"
#include "extractors/page/quoted_text.h"
#include "extractors/page/visible_date.h"

namespace rasid::page {
namespace {

constexpr std::uint32_t before = 12;        // elements looked at on either side of the headline
constexpr std::uint32_t dated_before = 24;  // and at the top of the page a date alone
constexpr std::uint32_t behind = 40;
constexpr std::uint32_t longest = 90;  // code points of a line that tells by whom or when

/// The text directly in an element, that of its children left out; each run is a line of its own.
std::vector<std::string> own_lines(Tree const& tree, GumboNode const& node) {
  std::vector<std::string> out;
  Paragraphs line;
  auto const flush = [&] {
    std::string text = line.take();
    if (!text.empty()) out.push_back(std::move(text));
  };
  for (GumboNode const* const child : children(node)) {
    if (is_element(*child)) {
      flush();
    } else {
      tree.each_text(*child, [&](std::string_view text) { line.add(text); });
    }
  }
  flush();
  return out;
}

/// A name as it stands in an element that is named for its author.
std::string name_in(std::string text) {
  std::string announced = byline_in(text);
  if (!announced.empty()) return announced;
  bool const fits = text.size() >= 3 && text.size() <= 80 && !is_dateline(text) && !ends_sentence(text) &&
                    std::ranges::none_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return fits ? text : std::string();
}

/// In layouts of tables the headline is the first line of its cell.
std::optional<std::uint32_t> cell_opened_by(Tree const& tree, std::vector<Surveyed> const& elements,
                                            std::string_view letters) {
  constexpr unsigned most_cells = 100;
  unsigned cells = 0;
  for (std::uint32_t i = 0; i < elements.size() && cells < most_cells; ++i) {
    if (tag_of(*elements[i].node) != GUMBO_TAG_TD || elements[i].chars == 0) continue;
    ++cells;
    std::vector<std::string> const lines = own_lines(tree, *elements[i].node);
    if (!lines.empty() && letters_of(lines.front()) == letters) return i;
  }
  return std::nullopt;
}

}  // namespace

std::string inline_text(Tree const& tree, GumboNode const& node) {
  Paragraphs out;
  for (GumboNode const* at = &node; at != nullptr; at = next_in(node, *at)) {
    if (is_block(tag_of(*at)) || tag_of(*at) == GUMBO_TAG_BR) out.add(" ");
    tree.each_text(*at, [&](std::string_view text) { out.add(text); });
  }
  return out.take();
}

std::optional<std::uint32_t> headline_of(Tree const& tree, std::vector<Surveyed> const& elements,
                                         std::string_view title) {
  std::string const letters = letters_of(title);
  std::uint32_t const chars = visible_chars(title);
  if (letters.size() < 8) return std::nullopt;
  std::optional<std::uint32_t> found;
  for (std::uint32_t i = 0; i < elements.size(); ++i) {
    Surveyed const& one = elements[i];
    GumboTag const tag = tag_of(*one.node);
    if (tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_HEAD || one.chars < chars || one.chars > chars + 4) continue;
    if (letters_of(inline_text(tree, *one.node)) != letters) continue;
    if (tag == GUMBO_TAG_H1) return i;
    if (!found || one.parent != *found) found = found ? found : i;
  }
  return found ? found : cell_opened_by(tree, elements, letters);
}

VisibleFacts read_visible_facts(Tree const& tree, std::vector<Surveyed> const& elements, std::uint32_t headline) {
  VisibleFacts out;
  std::string by_name;
  auto const look_at = [&](std::uint32_t i) {
    Surveyed const& one = elements[i];
    if (one.hint == Hint::comments || one.hint == Hint::hidden) return;
    if (by_name.empty() && one.mark != nullptr && one.mark->names_author && one.chars > 0 && one.chars <= longest)
      by_name = name_in(inline_text(tree, *one.node));
    for (std::string const& line : own_lines(tree, *one.node)) {
      if (visible_chars(line) > longest) continue;
      if (out.byline.empty()) out.byline = byline_in(line);
      if (!out.published) out.published = visible_date(line);
    }
  };
  auto const end = static_cast<std::uint32_t>(std::min<std::size_t>(elements.size(), headline + behind));
  for (std::uint32_t i = headline; i < end; ++i) look_at(i);
  for (std::uint32_t i = headline - std::min(headline, before); i < headline; ++i) look_at(i);
  for (std::uint32_t i = headline - std::min(headline, dated_before); i < headline && !out.published; ++i) {
    for (std::string const& line : own_lines(tree, *elements[i].node)) {
      if (!out.published && visible_chars(line) <= longest) out.published = visible_date(line);
    }
  }
  if (out.byline.empty()) out.byline = by_name;
  return out;
}

}  // namespace rasid::page
