#include "rules/condition.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "extractors/model/utf8.h"
#include "rules/characters.h"

namespace rasid::rules {
namespace {

constexpr std::array<std::string_view, 17> names = {"",     "actor", "person", "org",   "place",   "country",
                                                    "near", "title", "body",   "feed",  "lang",    "author",
                                                    "url",  "tag",   "age",    "watch", "severity"};

/// How tightly a node binds: what is looser than its parent needs parentheses.
int binding(Node const& node) {
  switch (node.kind) {
    case Node::Kind::any:
      return 0;
    case Node::Kind::all:
      return 1;
    case Node::Kind::none:
      return 2;
    case Node::Kind::near:
      return 3;
    default:
      return 4;
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

std::string in_slashes(std::string_view pattern) {
  std::string out = "/";
  for (char const c : pattern) {
    if (c == '/') out += '\\';
    out += c;
  }
  return out + '/';
}

std::string written(Value const& value) {
  std::string text = value.quoted ? in_quotes(value.text) : value.text;
  if (value.around > 0) text += fmt::format("~{}km", value.around);
  switch (value.form) {
    case Form::prefix:
      return text + "*";
    case Form::exact:
      return "=" + text;
    case Form::any:
      return "*";
    case Form::group:
      return "@" + text;
    case Form::regex:
      return in_slashes(value.text);
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
    case Node::Kind::near:
      for (Node const& child : node.children) {
        if (&child != &node.children.front()) {
          out += fmt::format(" {}/{} ", child.link.ordered ? "BEFORE" : "NEAR", child.link.distance);
        }
        print(child, 4, out);
      }
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

/// How a node may come out where none of its terms is found.
struct OnNothing {
  bool can_hold = false;
  bool can_fail = true;
};

OnNothing on_nothing(Node const& node) {
  OnNothing out;
  switch (node.kind) {
    case Node::Kind::term:
      break;
    case Node::Kind::none: {
      OnNothing const inner = on_nothing(node.children.front());
      return {.can_hold = inner.can_fail, .can_fail = inner.can_hold};
    }
    case Node::Kind::near:
      break;  // of terms only
    case Node::Kind::all:
    case Node::Kind::any: {
      bool const all = node.kind == Node::Kind::all;
      out = {.can_hold = all, .can_fail = !all};
      for (Node const& child : node.children) {
        OnNothing const each = on_nothing(child);
        out.can_hold = all ? out.can_hold && each.can_hold : out.can_hold || each.can_hold;
        out.can_fail = all ? out.can_fail || each.can_fail : out.can_fail && each.can_fail;
      }
      break;
    }
    default:
      out.can_hold = on_nothing(node.children.front()).can_hold;  // fails where there is no such unit
  }
  return out;
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
  return on_nothing(node).can_hold;
}

}  // namespace rasid::rules
