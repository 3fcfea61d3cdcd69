#include <algorithm>

#include "extractors/model/utf8.h"
#include "extractors/page/page.h"
#include "extractors/page/paragraphs.h"
#include "extractors/page/simplify.h"
#include "extractors/page/tree.h"

namespace rasid::page {
namespace {

constexpr std::size_t max_fragment = 2 * 1024 * 1024;

/// Everything below `root`, in order.
void write(Tree const& tree, Paragraphs& out) {
  GumboNode const& root = tree.root();
  GumboNode const* leaving = nullptr;  // not needed for text, only for the ends of blocks
  for (GumboNode const* node = &root; node != nullptr; node = next_in(root, *node)) {
    // Blocks that end between the last node and this one.
    for (GumboNode const* at = leaving; at != nullptr && at != node->parent && at != &root; at = at->parent) {
      if (is_block(tag_of(*at))) out.end_paragraph();
    }
    if (is_block(tag_of(*node))) out.end_paragraph();
    if (tag_of(*node) == GUMBO_TAG_BR) out.break_line();
    tree.each_text(*node, [&](std::string_view text) { out.add(text); });
    leaving = node;
  }
}

/// Text without any tag: its blank lines are the only sign of paragraphs there is.
void write_plain(std::string_view text, Paragraphs& out) {
  bool blank = true;
  while (!text.empty()) {
    std::size_t const end = std::min(text.find('\n'), text.size());
    std::string_view const line = text.substr(0, end);
    blank = line.find_first_not_of(" \t\r\f") == std::string_view::npos;
    if (blank) out.end_paragraph();
    out.add(line);
    out.add(" ");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string html_to_text(std::string_view html) {
  html = html.substr(0, max_fragment);
  std::string const valid = make_valid_utf8(std::string(html));
  Paragraphs out;
  if (valid.find('<') != std::string::npos) {
    write(Tree(simplify(valid), Tree::Scope::fragment), out);
  } else if (valid.find('&') != std::string::npos) {
    // No tag can come out of a reference, so the text that the tree holds is plain.
    Tree const tree(simplify(valid), Tree::Scope::fragment);
    std::string text;
    for (GumboNode const* node = &tree.root(); node != nullptr; node = next_in(tree.root(), *node))
      tree.each_text(*node, [&](std::string_view piece) { text += piece; });
    write_plain(text, out);
  } else {
    write_plain(valid, out);
  }
  return out.take();
}

}  // namespace rasid::page
