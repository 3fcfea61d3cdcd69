#include "daemon/feeds/text_construct.h"

#include "daemon/feeds/links.h"
#include "daemon/feeds/markup.h"

namespace rasid::feeds {
namespace {

std::string lower(std::string_view type) {
  std::string out(type.substr(0, type.find(';')));
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

enum class Kind { text, html, inline_markup, other };

Kind kind_of(Element const& element) {
  auto const type = lower(trim(element.attribute("type")));
  if (element.attribute("mode") == "base64") return Kind::other;
  bool const escaped = element.attribute("mode") == "escaped";
  if (element.has_elements() && !escaped) return Kind::inline_markup;
  if (type == "html" || type == "text/html" || type == "application/xhtml+xml" || type == "xhtml") return Kind::html;
  if (type.empty() || type == "text" || type.starts_with("text/")) return Kind::text;
  if (type.ends_with("xml")) return Kind::inline_markup;
  return type.find('/') == std::string::npos ? Kind::html : Kind::other;
}

/// The div that wraps XHTML is not part of the text (RFC 4287, 3.1.1.3).
pugi::xml_node without_div(pugi::xml_node node) {
  pugi::xml_node only;
  for (auto const child : node.children()) {
    if (child.type() == pugi::node_element) {
      if (only) return node;
      only = child;
    } else if (!one_line(child.value()).empty()) {
      return node;
    }
  }
  std::string_view const name = only.name();
  return name.substr(name.find(':') + 1) == "div" ? only : node;
}

/// The base that holds inside the wrapping div, where it has its own.
std::string html_of_inline(Element const& element) {
  auto const div = without_div(element.node());
  auto const markup = inner_markup(div, TextIs::text);
  return trim(markup).empty() ? std::string{} : absolute_links(markup, element.base());
}

/// Text as HTML. What still reads as escaped tags was escaped twice, by a producer that forgot to say that it is HTML:
/// to escape it once more would help nobody.
std::string html_of_text(std::string_view text) {
  bool const is_escaped_html = text.find('<') == std::string_view::npos &&
                               text.find("&lt;") != std::string_view::npos &&
                               text.find("&gt;") != std::string_view::npos;
  return is_escaped_html ? std::string(text) : escape_html(text);
}

}  // namespace

std::string construct_as_text(Element const& element) {
  switch (kind_of(element)) {
    case Kind::text:
      return one_line(element.text());
    case Kind::html:
      return text_of_html(element.text());
    case Kind::inline_markup:
      return text_of_html(inner_markup(element.node(), TextIs::text));
    case Kind::other:
      break;
  }
  return {};
}

std::string construct_as_html(Element const& element) {
  switch (kind_of(element)) {
    case Kind::text:
      return html_of_text(element.text());
    case Kind::html:
      return absolute_links(element.text(), element.base());
    case Kind::inline_markup:
      return html_of_inline(element);
    case Kind::other:
      break;
  }
  return {};
}

std::string rss_title(Element const& element) {
  return text_of_html(element.html());
}

}  // namespace rasid::feeds
