#include "daemon/feeds/markup.h"

#include <algorithm>

#include "daemon/feeds/base_url.h"
#include "daemon/feeds/entity.h"

namespace rasid::feeds {
namespace {

constexpr std::string_view white = " \t\r\n\f";
bool is_white(char c) {
  return white.find(c) != std::string_view::npos;
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string escape_attribute(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

void write(pugi::xml_node node, std::string& out) {
  if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
    out += escape_html(node.value());
    return;
  }
  if (node.type() != pugi::node_element) return;
  auto const name = local_name(node.name());
  out += '<';
  out += name;
  for (auto const attribute : node.attributes()) {
    std::string_view const key = attribute.name();
    if (key.starts_with("xmlns") || key == "xml:base" || key == "xml:lang") continue;
    out.append(" ").append(key).append("=\"").append(escape_attribute(attribute.value())).append("\"");
  }
  bool const is_void = name == "br" || name == "img" || name == "hr" || name == "input" || name == "wbr";
  out += is_void && !node.first_child() ? " />" : ">";
  for (auto const child : node.children()) write(child, out);
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
      if (close != std::string_view::npos) at = close;
    }
  }
  return 0;
}

bool holds_url(std::string_view name) {
  for (std::string_view const each : {"href", "src", "cite", "action", "longdesc", "background", "poster", "data"}) {
    bool const same = std::ranges::equal(name, each, [](char a, char b) { return (a | 0x20) == b; });
    if (same) return true;
  }
  return false;
}

/// Copies one tag, resolving the URLs in it.
void copy_tag(std::string_view tag, std::string_view base, std::string& out) {
  std::size_t copied = 0;
  for (std::size_t at = 1; at < tag.size();) {
    while (at < tag.size() && !is_white(tag[at])) ++at;
    while (at < tag.size() && is_white(tag[at])) ++at;
    auto const name_begin = at;
    while (at < tag.size() && !is_white(tag[at]) && tag[at] != '=' && tag[at] != '>') ++at;
    auto const name = tag.substr(name_begin, at - name_begin);
    auto equals = at;
    while (equals < tag.size() && is_white(tag[equals])) ++equals;
    if (equals >= tag.size() || tag[equals] != '=') {
      at = std::max(at, name_begin + 1);
      if (at < tag.size() && is_white(tag[at])) continue;
      if (at < tag.size() && tag[at] == '>') break;
      continue;
    }
    at = equals + 1;
    while (at < tag.size() && is_white(tag[at])) ++at;
    if (at >= tag.size()) break;
    bool const quoted = tag[at] == '"' || tag[at] == '\'';
    auto const begin = quoted ? at + 1 : at;
    auto end = quoted ? tag.find(tag[at], begin) : tag.find_first_of(" \t\r\n>", begin);
    if (end == std::string_view::npos) end = tag.size();
    if (holds_url(name)) {
      auto const value = decode_references(tag.substr(begin, end - begin));
      out += tag.substr(copied, at - copied);
      out.append("\"").append(escape_attribute(resolve_url(base, value))).append("\"");
      copied = std::min(quoted ? end + 1 : end, tag.size());
    }
    at = std::max(end, copied);
    if (quoted && at == end) ++at;
    if (at < tag.size() && !is_white(tag[at]) && tag[at] != '>') --at;
  }
  out += tag.substr(std::min(copied, tag.size()));
}

}  // namespace

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char const c : text) {
    if (!is_white(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string text_of_html(std::string_view html) {
  std::string out;
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

std::string inner_markup(pugi::xml_node node) {
  std::string out;
  for (auto const child : node.children()) write(child, out);
  return out;
}

std::string absolute_links(std::string html, std::string_view base) {
  if (base.empty() || html.find('=') == std::string::npos) return html;
  std::string out;
  out.reserve(html.size() + 64);
  std::string_view rest = html;
  while (!rest.empty()) {
    auto const plain = rest.substr(0, rest.find('<'));
    out += plain;
    rest.remove_prefix(plain.size());
    if (rest.empty()) break;
    auto const length = tag_length(rest);
    if (length > 3 && is_letter(rest[1]))
      copy_tag(rest.substr(0, length), base, out);
    else
      out += rest.substr(0, std::max<std::size_t>(length, 1));
    rest.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

}  // namespace rasid::feeds
