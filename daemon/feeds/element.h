#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

namespace rasid::feeds {

/// The vocabularies that mean something to a feed. `core` is RSS of any version and elements of no namespace.
enum class Space : std::uint8_t { core, atom, content, dc, dcterms, sy, xhtml, itunes, media, rdf, other };

/// What an element passes on to those inside it: base URL, language, meaning of prefixes.
struct Scope {
  Scope const* outer = nullptr;
  std::string base;
  std::string language;
  std::vector<std::pair<std::string_view, Space>> prefixes;
};

/// An element with its namespace resolved. A cheap value; valid as long as its document and its Scopes.
class Element {
 public:
  Element(pugi::xml_node node, Scope const* scope);

  [[nodiscard]] Space space() const { return space_; }
  [[nodiscard]] std::string_view name() const { return name_; }  // without prefix
  [[nodiscard]] bool is(Space space, std::string_view name) const;
  [[nodiscard]] std::string const& base() const { return scope_->base; }
  [[nodiscard]] std::string const& language() const { return scope_->language; }
  [[nodiscard]] pugi::xml_node node() const { return node_; }
  [[nodiscard]] Scope const* scope() const { return scope_; }
  [[nodiscard]] std::string_view attribute(char const* name) const { return node_.attribute(name).value(); }
  [[nodiscard]] bool has_elements() const;
  /// Its character data, trimmed, or where it has elements the text in all of them.
  [[nodiscard]] std::string text() const;
  /// Its character data and elements, as HTML stands in RSS: escaped, in CDATA, or inline.
  [[nodiscard]] std::string html() const;

 private:
  pugi::xml_node node_;
  Scope const* scope_;
  Space space_;
  std::string_view name_;
};

/// Makes the scopes of a document while it is read.
class Scopes {
 public:
  explicit Scopes(std::string base) { all_.push_back({.base = std::move(base)}); }

  Element root(pugi::xml_node node) { return enter(node, &all_.front()); }
  std::vector<Element> children(Element const& parent);
  [[nodiscard]] bool undeclared_prefix() const { return undeclared_; }

 private:
  Element enter(pugi::xml_node node, Scope const* outer);

  std::deque<Scope> all_;
  bool undeclared_ = false;
};

/// The vocabulary of a namespace's URI.
Space space_of_uri(std::string_view uri);

}  // namespace rasid::feeds
