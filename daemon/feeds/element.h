#pragma once

#include <deque>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

#include "daemon/feeds/vocabulary.h"

namespace rasid::feeds {

/// What an element passes on to those inside it: base URL, language, meaning of prefixes.
struct Scope {
  Scope const* outer = nullptr;
  std::string_view base;
  std::string_view language;
  std::vector<std::pair<std::string_view, Space>> prefixes;
  std::size_t visible = 0;  // prefixes here and further out
};

class Children;
class Scopes;

/// An element with its namespace resolved. A cheap value; it, and the views it gives, are valid as long as its
/// document and its Scopes.
class Element {
 public:
  Element(pugi::xml_node node, Scope const& scope, Scopes& all, Space space, std::string_view name)
      : node_(node), scope_(&scope), all_(&all), space_(space), name_(name) {}

  [[nodiscard]] Space space() const { return space_; }
  [[nodiscard]] std::string_view name() const { return name_; }  // without prefix
  [[nodiscard]] bool named(std::string_view name) const { return equal_ignoring_case(name_, name); }
  [[nodiscard]] bool is(Space space, std::string_view name) const { return space_ == space && named(name); }
  [[nodiscard]] std::string_view base() const { return scope_->base; }
  [[nodiscard]] std::string_view language() const { return scope_->language; }
  [[nodiscard]] pugi::xml_node node() const { return node_; }
  [[nodiscard]] bool has(char const* attribute) const { return !node_.attribute(attribute).empty(); }
  [[nodiscard]] std::string_view attribute(char const* name) const { return node_.attribute(name).value(); }
  [[nodiscard]] bool has_elements() const;
  /// Its character data, trimmed, or where it has elements the text in all of them.
  [[nodiscard]] std::string_view text() const;
  /// Its character data and elements, as HTML stands in RSS: escaped, in CDATA, or inline.
  [[nodiscard]] std::string_view html() const;
  /// The elements inside it.
  [[nodiscard]] Children children() const;

 private:
  pugi::xml_node node_;
  Scope const* scope_;
  Scopes* all_;
  Space space_;
  std::string_view name_;
};

/// Makes the scopes of a document while it is read, and keeps the texts that had to be put together.
class Scopes {
 public:
  /// `base` must outlive this.
  explicit Scopes(std::string_view base) { all_.push_back({.base = base}); }

  Element root(pugi::xml_node node) { return enter(node, all_.front()); }
  Element enter(pugi::xml_node node, Scope const& outer);
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }
  [[nodiscard]] bool undeclared_prefix() const { return undeclared_; }

 private:
  Scope const& scope_of(pugi::xml_node node, Scope const& outer);
  void rebase(Scope& scope, std::string_view value);

  std::deque<Scope> all_;
  std::size_t base_bytes_ = 0;
  std::deque<std::string> texts_;
  bool undeclared_ = false;
};

/// The elements inside an element, each entered when it is reached: for one pass.
class Children {
 public:
  class Iterator {
   public:
    Iterator(pugi::xml_node node, Scope const& outer, Scopes& all) : node_(node), outer_(&outer), all_(&all) {
      to_element();
    }
    Element operator*() const { return all_->enter(node_, *outer_); }
    Iterator& operator++() {
      node_ = node_.next_sibling();
      to_element();
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return node_.empty(); }

   private:
    void to_element() {
      while (!node_.empty() && node_.type() != pugi::node_element) node_ = node_.next_sibling();
    }
    pugi::xml_node node_;
    Scope const* outer_;
    Scopes* all_;
  };

  Children(pugi::xml_node parent, Scope const& outer, Scopes& all) : parent_(parent), outer_(&outer), all_(&all) {}
  [[nodiscard]] Iterator begin() const { return {parent_.first_child(), *outer_, *all_}; }
  [[nodiscard]] static std::default_sentinel_t end() { return {}; }

 private:
  pugi::xml_node parent_;
  Scope const* outer_;
  Scopes* all_;
};

inline Children Element::children() const {
  return {node_, *scope_, *all_};
}

}  // namespace rasid::feeds
