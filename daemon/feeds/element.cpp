#include "daemon/feeds/element.h"

#include <algorithm>
#include <array>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/markup.h"

namespace rasid::feeds {
namespace {

struct Known {
  std::string_view prefix;
  std::string_view uri;
  Space space;
};

constexpr std::array known{Known{"atom", "http://www.w3.org/2005/Atom", Space::atom},
                           Known{"atom03", "http://purl.org/atom/ns#", Space::atom},
                           Known{"content", "http://purl.org/rss/1.0/modules/content/", Space::content},
                           Known{"dc", "http://purl.org/dc/elements/1.1/", Space::dc},
                           Known{"dc", "http://purl.org/dc/elements/1.0/", Space::dc},
                           Known{"dcterms", "http://purl.org/dc/terms/", Space::dcterms},
                           Known{"sy", "http://purl.org/rss/1.0/modules/syndication/", Space::sy},
                           Known{"xhtml", "http://www.w3.org/1999/xhtml", Space::xhtml},
                           Known{"itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", Space::itunes},
                           Known{"media", "http://search.yahoo.com/mrss/", Space::media},
                           Known{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", Space::rdf},
                           Known{"", "http://purl.org/rss/1.0/", Space::core},
                           Known{"", "http://my.netscape.com/rdf/simple/0.9/", Space::core},
                           Known{"", "http://channel.netscape.com/rdf/simple/0.9/", Space::core},
                           Known{"", "http://backend.userland.com/rss", Space::core},
                           Known{"", "http://blogs.law.harvard.edu/tech/rss", Space::core},
                           Known{"", "http://cyber.law.harvard.edu/rss/rss.html", Space::core},
                           Known{"", "", Space::core}};

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<Space> declared(Scope const* scope, std::string_view prefix) {
  for (; scope != nullptr; scope = scope->outer) {
    for (auto const& [name, space] : scope->prefixes) {
      if (name == prefix) return space;
    }
  }
  return std::nullopt;
}

Space space_of_prefix(std::string_view prefix) {
  auto const* const found = std::ranges::find(known, prefix, &Known::prefix);
  return found == known.end() ? Space::other : found->space;
}

std::string_view trim(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view{}
                                         : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

void gather(pugi::xml_node node, std::string& out) {
  for (auto const child : node.children()) {
    if (child.type() == pugi::node_element)
      gather(child, out);
    else
      out += child.value();
  }
}

}  // namespace

Space space_of_uri(std::string_view uri) {
  uri = trim(uri);
  for (auto const& each : known) {
    if (equal_ignoring_case(each.uri, uri)) return each.space;
  }
  if (uri.starts_with("http://backend.userland.com/")) return Space::core;
  return Space::other;
}

Element::Element(pugi::xml_node node, Scope const* scope) : node_(node), scope_(scope) {
  std::string_view const whole = node.name();
  auto const colon = whole.find(':');
  auto const prefix = colon == std::string_view::npos ? std::string_view{} : whole.substr(0, colon);
  name_ = colon == std::string_view::npos ? whole : whole.substr(colon + 1);
  space_ = declared(scope, prefix).value_or(prefix.empty() ? Space::core : space_of_prefix(prefix));
}

bool Element::is(Space space, std::string_view name) const {
  return space_ == space && equal_ignoring_case(name_, name);
}

bool Element::has_elements() const {
  return std::ranges::any_of(node_.children(), [](auto each) { return each.type() == pugi::node_element; });
}

std::string Element::text() const {
  std::string out;
  gather(node_, out);
  return std::string(trim(out));
}

std::string Element::html() const {
  return has_elements() ? std::string(trim(inner_markup(node_))) : text();
}

std::vector<Element> Scopes::children(Element const& parent) {
  std::vector<Element> out;
  for (auto const child : parent.node().children()) {
    if (child.type() == pugi::node_element) out.push_back(enter(child, parent.scope()));
  }
  return out;
}

Element Scopes::enter(pugi::xml_node node, Scope const* outer) {
  Scope* own = nullptr;
  auto const scope = [&]() -> Scope& {
    if (own == nullptr)
      own = &all_.emplace_back(Scope{.outer = outer, .base = outer->base, .language = outer->language});
    return *own;
  };
  for (auto const attribute : node.attributes()) {
    std::string_view const name = attribute.name();
    if (!name.starts_with("xml")) continue;
    std::string_view const value = attribute.value();
    if (name == "xmlns") scope().prefixes.emplace_back(std::string_view{}, space_of_uri(value));
    if (name.starts_with("xmlns:")) scope().prefixes.emplace_back(name.substr(6), space_of_uri(value));
    if (name == "xml:lang") scope().language = trim(value);
    if (name == "xml:base") {
      // A base that cannot be one (javascript:, mailto:) is passed over.
      auto resolved = resolve_url(outer->base, value);
      if (!has_scheme(resolved) || resolved.find("://") != std::string::npos) scope().base = std::move(resolved);
    }
  }
  auto const* const inner = own != nullptr ? own : outer;
  std::string_view const name = node.name();
  if (auto const colon = name.find(':'); colon != std::string_view::npos) {
    undeclared_ |= !declared(inner, name.substr(0, colon));
  }
  return Element(node, inner);
}

}  // namespace rasid::feeds
