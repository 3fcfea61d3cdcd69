#include "rules/condition.h"

#include <algorithm>
#include <array>

#include "extractors/model/utf8.h"
#include "rules/characters.h"

namespace rasid::rules {
namespace {

constexpr std::array<std::string_view, 13> names = {"",     "actor", "person", "org",    "place", "country", "title",
                                                    "body", "feed",  "lang",   "author", "url",   "tag"};

/// How tightly a node binds: what is looser than its parent needs parentheses.
int binding(Node const& node) {
  switch (node.kind) {
    case Node::Kind::any:
      return 0;
    case Node::Kind::all:
      return 1;
    default:
      return 2;
  }
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    if (is_quote(c.value) || c.value == '\\') out += '\\';
    out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return out + '"';
}

std::string written(Value const& value) {
  std::string const text = value.quoted ? in_quotes(value.text) : value.text;
  switch (value.form) {
    case Form::prefix:
      return text + "*";
    case Form::exact:
      return "=" + text;
    case Form::any:
      return "*";
    case Form::group:
      return "@" + text;
    default:
      return text;
  }
}

void print(Node const& node, int outer, std::string& out) {
  bool const parentheses = binding(node) < outer;
  if (parentheses) out += '(';
  auto const joined = [&](std::string_view between) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) out += between;
      print(node.children[i], binding(node), out);
    }
  };
  auto const scope = [&](std::string_view name) {
    out.append(name).append("(");
    print(node.children.front(), 0, out);
    out += ')';
  };
  switch (node.kind) {
    case Node::Kind::term:
      if (node.field != Field::text) out.append(to_text(node.field)).append(":");
      out += written(node.value);
      break;
    case Node::Kind::all:
      joined(" AND ");
      break;
    case Node::Kind::any:
      joined(" OR ");
      break;
    case Node::Kind::none:
      out += "NOT ";
      print(node.children.front(), 2, out);
      break;
    case Node::Kind::sentence:
      scope("sentence");
      break;
    case Node::Kind::paragraph:
      scope("paragraph");
      break;
    case Node::Kind::title:
      scope("title");
      break;
  }
  if (parentheses) out += ')';
}

}  // namespace

std::string_view to_text(Field field) {
  return names[static_cast<std::size_t>(field)];
}

std::vector<std::string> const& field_names() {
  static std::vector<std::string> const written_names(names.begin() + 1, names.end());
  return written_names;
}

std::string to_text(Node const& node) {
  std::string out;
  print(node, 0, out);
  return out;
}

bool holds_on_nothing(Node const& node) {
  switch (node.kind) {
    case Node::Kind::term:
      return false;
    case Node::Kind::all:
      return std::ranges::all_of(node.children, holds_on_nothing);
    case Node::Kind::any:
      return std::ranges::any_of(node.children, holds_on_nothing);
    case Node::Kind::none:
      return !holds_on_nothing(node.children.front());
    default:
      return holds_on_nothing(node.children.front());
  }
}

}  // namespace rasid::rules
