#include "daemon/feeds/element.h"

#include <algorithm>
#include <optional>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/markup.h"

namespace rasid::feeds {
namespace {

std::optional<Space> declared(Scope const* scope, std::string_view prefix) {
  for (; scope != nullptr; scope = scope->outer) {
    for (auto const& [name, space] : scope->prefixes) {
      if (name == prefix) return space;
    }
  }
  return std::nullopt;
}

/// Recursion is bounded by the depth that a document may have.
void gather(pugi::xml_node node, std::string& out) {
  for (auto child = node.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element)
      gather(child, out);
    else
      out += child.value();
  }
}

/// The child that is all there is in an element of plain text; usual, and worth a short way.
std::optional<std::string_view> only_text(pugi::xml_node node) {
  auto const child = node.first_child();
  if (child.empty()) return std::string_view{};
  bool const is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
  if (!is_text || !child.next_sibling().empty()) return std::nullopt;
  return child.value();
}

}  // namespace

bool Element::has_elements() const {
  for (auto child = node_.first_child(); child; child = child.next_sibling()) {
    if (child.type() == pugi::node_element) return true;
  }
  return false;
}

std::string_view Element::text() const {
  if (auto const text = only_text(node_)) return trim(*text);
  std::string out;
  gather(node_, out);
  return trim(all_->keep(std::move(out)));
}

std::string_view Element::html() const {
  return has_elements() ? trim(all_->keep(inner_markup(node_, TextIs::html))) : text();
}

Element Scopes::enter(pugi::xml_node node, Scope const& outer) {
  Scope const& scope = scope_of(node, outer);
  std::string_view name = node.name();
  std::string_view prefix;
  if (auto const colon = name.find(':'); colon != std::string_view::npos) {
    prefix = name.substr(0, colon);
    name.remove_prefix(colon + 1);
  }
  auto const space = declared(&scope, prefix);
  if (!space && !prefix.empty()) undeclared_ = true;
  return {node, scope, *this, space.value_or(prefix.empty() ? Space::core : space_of_prefix(prefix)), name};
}

/// A base that cannot be one (javascript:, mailto:) is passed over, and so are bases without end: each is a text of its
/// own, and a document may have many.
void Scopes::rebase(Scope& scope, std::string_view value) {
  constexpr std::size_t longest = 2048;
  constexpr std::size_t most_bytes = 16U << 20U;
  if (value.size() > longest || base_bytes_ > most_bytes) return;
  auto resolved = resolve_url(scope.base, value);
  if (resolved.size() > longest || (has_scheme(resolved) && resolved.find("://") == std::string::npos)) return;
  base_bytes_ += resolved.size();
  scope.base = keep(std::move(resolved));
}

/// The scope that holds inside `node`: the outer one unless the element says something new.
Scope const& Scopes::scope_of(pugi::xml_node node, Scope const& outer) {
  constexpr std::size_t most_prefixes = 128;  // each name with a prefix is looked up in all that are visible
  Scope* own = nullptr;
  auto const scope = [&]() -> Scope& {
    if (own == nullptr)
      own = &all_.emplace_back(
          Scope{.outer = &outer, .base = outer.base, .language = outer.language, .visible = outer.visible});
    return *own;
  };
  for (auto attribute = node.first_attribute(); attribute; attribute = attribute.next_attribute()) {
    std::string_view const name = attribute.name();
    if (!name.starts_with("xml")) continue;
    std::string_view const value = attribute.value();
    bool const declares = name == "xmlns" || name.starts_with("xmlns:");
    if (declares && scope().visible < most_prefixes) {
      scope().prefixes.emplace_back(name.substr(std::min<std::size_t>(name.size(), 6)), space_of_uri(value));
      ++scope().visible;
    } else if (name == "xml:lang") {
      scope().language = trim(value);
    } else if (name == "xml:base") {
      rebase(scope(), value);
    }
  }
  return own != nullptr ? *own : outer;
}

}  // namespace rasid::feeds
