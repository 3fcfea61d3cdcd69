#include "extractors/page/tree.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "extractors/model/utf8.h"
#include "extractors/page/arena.h"
#include "extractors/page/stand_in.h"

namespace rasid::page {

namespace {

constexpr std::size_t max_markup = 1024 * 1024;  // without texts and attributes, even long pages stay below 100 KB

}  // namespace

Tree::Tree(Simplified page, Scope scope) : page_(std::move(page)), arena_(std::make_unique<Arena>()) {
  truncated_ = page_.html.size() > max_markup;
  if (truncated_) page_.html.resize(max_markup);
  GumboOptions options = kGumboDefaultOptions;
  options.userdata = arena_.get();
  options.allocator = [](void* arena, std::size_t size) { return static_cast<Arena*>(arena)->allocate(size); };
  options.deallocator = [](void*, void*) {};
  options.max_errors = 0;
  if (scope == Scope::fragment) options.fragment_context = GUMBO_TAG_BODY;
  root_ = gumbo_parse_with_options(&options, page_.html.c_str(), page_.html.size())->root;
}

Tree::Tree(Tree&&) noexcept = default;
Tree& Tree::operator=(Tree&&) noexcept = default;
Tree::~Tree() = default;

Mark const* Tree::mark_of(GumboNode const& element) const noexcept {
  if (element.type != GUMBO_NODE_ELEMENT || element.v.element.original_tag.data == nullptr) return nullptr;
  // Elements made without a tag of their own point elsewhere or nowhere; no mark has such a place.
  std::less<char const*> const before;
  char const* const tag = element.v.element.original_tag.data;
  if (before(tag, page_.html.data()) || !before(tag, page_.html.data() + page_.html.size())) return nullptr;
  auto const place = static_cast<std::size_t>(tag - page_.html.data());
  auto const at = std::ranges::lower_bound(page_.marks, place, {}, &Mark::at);
  return at != page_.marks.end() && at->at == place ? &*at : nullptr;
}

std::string_view Tree::text_of(GumboNode const& node) noexcept {
  bool const is_text =
      node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
  return is_text ? std::string_view(node.v.text.text) : std::string_view();
}

std::string_view Tree::take_piece(std::string_view& text) const noexcept {
  constexpr auto may_stand_in = [](char c) { return static_cast<unsigned char>(c) >= 0xF3; };
  auto const plain = static_cast<std::size_t>(std::ranges::find_if(text, may_stand_in) - text.begin());
  std::string_view piece = text.substr(0, plain);
  if (plain == 0) {
    CodePoint const c = decode(text, 0);
    std::optional<std::size_t> const index = stands_for(c.value);
    piece = !index ? text.substr(0, c.bytes) : *index < page_.texts.size() ? page_.texts[*index] : std::string_view();
    text.remove_prefix(c.bytes);
  } else {
    text.remove_prefix(plain);
  }
  return piece;
}

std::span<GumboNode const* const> children(GumboNode const& node) noexcept {
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return {};
  GumboVector const& all = node.v.element.children;
  return {reinterpret_cast<GumboNode const* const*>(all.data), all.length};
}

GumboTag tag_of(GumboNode const& node) noexcept {
  return node.type == GUMBO_NODE_ELEMENT ? node.v.element.tag : GUMBO_TAG_LAST;
}

GumboNode const* next_in(GumboNode const& root, GumboNode const& node, bool skip_children) noexcept {
  if (!skip_children) {
    if (auto const below = children(node); !below.empty()) return below.front();
  }
  for (GumboNode const* at = &node; at != &root; at = at->parent) {
    auto const siblings = children(*at->parent);
    if (at->index_within_parent + 1 < siblings.size()) return siblings[at->index_within_parent + 1];
  }
  return nullptr;
}

bool is_block(GumboTag tag) noexcept {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_OBJECT:
      return true;
    default:
      return false;
  }
}

}  // namespace rasid::page
