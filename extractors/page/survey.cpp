#include "extractors/page/survey.h"

namespace rasid::page {
namespace {

constexpr std::uint32_t sentence_like = 60;  // code points that running text has and a label has not

void visit(Tree const& tree, GumboNode const& node, bool in_link, std::uint32_t parent, std::vector<Surveyed>& out) {
  auto const index = static_cast<std::uint32_t>(out.size());
  GumboTag const tag = tag_of(node);
  Mark const* const mark = tree.mark_of(node);
  out.push_back({.node = &node, .mark = mark, .hint = mark != nullptr ? mark->hint : hint_of(tag), .parent = parent});
  in_link = in_link || tag == GUMBO_TAG_A;
  Surveyed sum;
  sum.has_h1 = tag == GUMBO_TAG_H1;
  sum.has_field = tag == GUMBO_TAG_INPUT;
  sum.has_body_hint = out[index].hint == Hint::body;
  for (GumboNode const* const child : children(node)) {
    if (is_element(*child)) {
      std::size_t const at = out.size();
      visit(tree, *child, in_link, index, out);
      Surveyed const& below = out[at];
      sum.chars += below.chars;
      sum.link_chars += below.link_chars;
      sum.prose += below.prose;
      sum.has_h1 = sum.has_h1 || below.has_h1;
      sum.has_body_hint = sum.has_body_hint || below.has_body_hint;
      sum.has_field = sum.has_field || below.has_field;
    } else {
      std::uint32_t chars = 0;
      tree.each_text(*child, [&](std::string_view text) { chars += visible_chars(text); });
      sum.chars += chars;
      if (in_link) {
        sum.link_chars += chars;
      } else if (chars >= sentence_like) {
        sum.prose += chars;
      }
    }
  }
  Surveyed& done = out[index];
  done.chars = sum.chars;
  done.link_chars = sum.link_chars;
  done.prose = sum.prose;
  done.has_h1 = sum.has_h1;
  done.has_body_hint = sum.has_body_hint;
  done.has_field = sum.has_field;
  done.end = static_cast<std::uint32_t>(out.size());
}

}  // namespace

std::uint32_t visible_chars(std::string_view text) noexcept {
  std::uint32_t count = 0;
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    count += byte > 0x20 && (byte & 0xC0U) != 0x80 ? 1 : 0;
  }
  return count;
}

std::vector<Surveyed> survey(Tree const& tree) {
  std::vector<Surveyed> out;
  out.reserve(4096);
  visit(tree, tree.root(), false, 0, out);
  return out;
}

}  // namespace rasid::page
