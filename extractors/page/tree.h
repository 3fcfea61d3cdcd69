#pragma once

#include <gumbo.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace rasid::page {

class Arena;

/// An HTML tree and the memory it lives in. Build it from simplify()'s result only: that bounds depth, time and memory
/// (nesting stays below some 1100, so that recursion over the tree is safe). Not for sharing between threads.
class Tree {
 public:
  enum class Scope { document, fragment };  // a fragment is what may stand in <body>

  Tree(std::string const& html, Scope scope);
  Tree(Tree&&) noexcept;
  Tree& operator=(Tree&&) noexcept;
  ~Tree();

  /// The <html> element. Lives as long as the tree does, and needs the text it was built from no longer.
  [[nodiscard]] GumboNode const& root() const noexcept { return *root_; }

 private:
  std::unique_ptr<Arena> arena_;
  GumboNode const* root_ = nullptr;
};

// Reading nodes. All views live as long as the tree.

/// Its children in order; none for text.
std::span<GumboNode const* const> children(GumboNode const& node) noexcept;
/// Its tag; GUMBO_TAG_LAST where it is no element.
GumboTag tag_of(GumboNode const& node) noexcept;
[[nodiscard]] inline bool is_element(GumboNode const& node) noexcept {
  return tag_of(node) != GUMBO_TAG_LAST;
}
/// The characters of a text node; empty for others.
std::string_view text_of(GumboNode const& node) noexcept;
/// Value of an attribute, references decoded; empty where it is absent.
std::string_view attribute(GumboNode const& node, char const* name) noexcept;
bool has_attribute(GumboNode const& node, char const* name) noexcept;

/// The node behind `node` in document order, below `root`; null at the end. Skips what is inside `node` where told.
GumboNode const* next_in(GumboNode const& root, GumboNode const& node, bool skip_children = false) noexcept;

/// True for elements that begin a new line of text: paragraphs, headings, lists, cells …
bool is_block(GumboTag tag) noexcept;

}  // namespace rasid::page
