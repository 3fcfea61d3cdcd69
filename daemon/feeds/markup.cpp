#include "daemon/feeds/markup.h"

#include <algorithm>
#include <array>

#include "daemon/feeds/characters.h"
#include "daemon/feeds/entity.h"

namespace rasid::feeds {
namespace {

constexpr Characters white(" \t\r\n\f");
constexpr Characters markup("<&");
constexpr Characters special_in_text("&<>");
constexpr Characters special_in_value("&\"<");

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Appends `text` with each character of `special` replaced by its reference; what stands between is copied at once.
void append_escaped(std::string& out, std::string_view text, Characters const& special) {
  for (auto at = special.find(text); at < text.size(); at = special.find(text)) {
    out += text.substr(0, at);
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        out += "&quot;";
    }
    text.remove_prefix(at + 1);
  }
  out += text;
}

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

bool is_void_element(std::string_view name) {
  constexpr std::array<std::string_view, 10> names{"area", "br",    "col",    "embed", "hr",
                                                   "img",  "input", "source", "track", "wbr"};
  return std::ranges::find(names, name) != names.end();
}

void write_attributes(pugi::xml_node node, std::string& out) {
  for (auto each = node.first_attribute(); each; each = each.next_attribute()) {
    std::string_view const key = each.name();
    if (key.starts_with("xmlns") || key == "xml:base" || key == "xml:lang") continue;
    out.append(" ").append(key).append("=\"");
    append_attribute_value(out, each.value());
    out += '"';
  }
}

void write(pugi::xml_node node, TextIs text, std::string& out) {
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
    if (text == TextIs::html)
      out += node.value();
    else
      append_escaped(out, node.value(), special_in_text);
    return;
  }
  if (node.type() != pugi::node_element) return;
  auto const name = local_name(node.name());
  out += '<';
  out += name;
  write_attributes(node, out);
  bool const is_void = is_void_element(name);
  out += is_void && !node.first_child() ? " />" : ">";
  for (auto child = node.first_child(); child; child = child.next_sibling()) write(child, text, out);
  if (!is_void) out.append("</").append(name).append(">");
}

/// Length of the tag or comment at the start of `html`, 0 where '<' is only text.
std::size_t tag_length(std::string_view html) {
  if (html.starts_with("<!--")) {
    auto const end = html.find("-->", 4);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  if (html.size() < 2 || (!is_letter(html[1]) && html[1] != '/' && html[1] != '!' && html[1] != '?')) return 0;
  for (std::size_t at = 1; at < html.size(); ++at) {
    if (html[at] == '>') return at + 1;
    if (html[at] == '<') return 0;
    if ((html[at] == '"' || html[at] == '\'') && html[at - 1] == '=') {
      auto const close = html.find(html[at], at + 1);
      if (close == std::string_view::npos) return 0;
      at = close;
    }
  }
  return 0;
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_escaped(out, text, special_in_text);
  return out;
}

void append_attribute_value(std::string& out, std::string_view text) {
  append_escaped(out, text, special_in_value);
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (auto at = white.find_other(text); at < text.size(); at = white.find_other(text, at)) {
    auto const end = white.find(text, at);
    if (!out.empty()) out += ' ';
    out += text.substr(at, end - at);
    at = end;
  }
  return out;
}

std::string text_of_html(std::string_view html) {
  if (markup.find(html) == html.size()) return one_line(html);
  std::string out;
  out.reserve(html.size());
  while (!html.empty()) {
    auto const plain = html.substr(0, html.find('<'));
    out += plain;
    html.remove_prefix(plain.size());
    if (html.empty()) break;
    auto const length = tag_length(html);
    if (length == 0) out += "&lt;";
    html.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return one_line(decode_references(out));
}

std::string inner_markup(pugi::xml_node node, TextIs text) {
  std::string out;
  for (auto child = node.first_child(); child; child = child.next_sibling()) write(child, text, out);
  return out;
}

}  // namespace rasid::feeds
