#pragma once

#include <gumbo.h>

#include <memory>
#include <span>
#include <string_view>

#include "extractors/page/simplify.h"

namespace rasid::page {

class Arena;

/// An HTML tree and the memory it lives in. Made from simplify()'s result only: that bounds depth, time and memory
/// (nesting stays below some 1100, so that recursion over the tree is safe). Not for sharing between threads.
class Tree {
 public:
  enum class Scope { document, fragment };  // a fragment is what may stand in <body>

  /// The text that `page` was made from must outlive the tree. Markup beyond 1 MiB is not read.
  Tree(Simplified page, Scope scope);
  Tree(Tree&&) noexcept;
  Tree& operator=(Tree&&) noexcept;
  ~Tree();

  /// The <html> element. Lives as long as the tree does.
  [[nodiscard]] GumboNode const& root() const noexcept { return *root_; }

  /// What the element's tag says beyond its name; null where that is nothing.
  [[nodiscard]] Mark const* mark_of(GumboNode const& element) const noexcept;

  /// Calls `use` with each piece of a text node's characters, in order; never for other nodes.
  template <class Use>
  void each_text(GumboNode const& node, Use&& use) const {
    for (std::string_view rest = text_of(node); !rest.empty();) use(take_piece(rest));
  }

  [[nodiscard]] Simplified const& page() const noexcept { return page_; }

  /// True where markup was left out for its size.
  [[nodiscard]] bool truncated() const noexcept { return truncated_; }

 private:
  static std::string_view text_of(GumboNode const& node) noexcept;
  std::string_view take_piece(std::string_view& text) const noexcept;

  Simplified page_;
  bool truncated_ = false;
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

/// The node behind `node` in document order, below `root`; null at the end. Skips what is inside `node` where told.
GumboNode const* next_in(GumboNode const& root, GumboNode const& node, bool skip_children = false) noexcept;

/// True for elements that begin a new line of text: paragraphs, headings, lists, cells …
bool is_block(GumboTag tag) noexcept;

}  // namespace rasid::page
