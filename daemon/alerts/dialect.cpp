#include "daemon/alerts/dialect.h"

#include "extractors/model/utf8.h"

namespace rasid::alerts {
namespace {

bool is_control(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

/// Embeddings, overrides and isolates: left open they would turn everything that follows.
bool steers_direction(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Every character that `keep` says nothing else of, others as it says.
template <class Replace>
std::string mapped(std::string_view text, Replace replace) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    if (!is_control(c.value) && !replace(out, c.value)) out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return out;
}

std::string plain_escaped(std::string_view text) {
  return mapped(text, [](std::string&, char32_t) { return false; });
}

/// CommonMark 0.31, section 2.4: a backslash makes any ASCII punctuation literal. Only what can mean something is
/// escaped, so that the text stays readable where markup is not shown.
std::string markdown_escaped(std::string_view text) {
  bool line_begins = true;
  return mapped(text, [&](std::string& out, char32_t c) {
    constexpr std::u32string_view everywhere = U"\\`*_~|[]<>@#";
    constexpr std::u32string_view at_the_beginning = U"-+=.)";
    // "1." and "-" begin a list only where a line begins.
    bool const special = everywhere.contains(c) || (line_begins && at_the_beginning.contains(c)) || (c == '&');
    line_begins = c == '\n' || (line_begins && (c == ' ' || (c >= '0' && c <= '9')));
    if (special) out += '\\';
    return false;
  });
}

std::string slack_escaped(std::string_view text) {
  // https://api.slack.com/reference/surfaces/formatting#escaping; the marks of bold and code cannot be escaped, so
  // they are kept from touching a word by an invisible WORD JOINER.
  return mapped(text, [](std::string& out, char32_t c) {
    if (c == '&') return out += "&amp;", true;
    if (c == '<') return out += "&lt;", true;
    if (c == '>') return out += "&gt;", true;
    if (c == '*' || c == '_' || c == '~' || c == '`') {
      out += "\u2060";
      append(out, c);
      out += "\u2060";
      return true;
    }
    return false;
  });
}

std::string html_lines(std::string_view text) {
  std::string const escaped = html_escaped(text);
  std::string out;
  for (char const c : escaped) out += c == '\n' ? std::string("<br>\n") : std::string(1, c);
  return out;
}

/// A URL in brackets of Markdown or Slack: what would end it is percent-encoded.
std::string bracketed(std::string_view url) {
  std::string out;
  for (char const c : url) {
    if (c == '<' || c == '>' || c == '|' || c == '(' || c == ')' || c == ' ' || c == '\\' || c == '\n') {
      constexpr std::string_view hex = "0123456789ABCDEF";
      auto const byte = static_cast<unsigned char>(c);
      out += {'%', hex[byte >> 4U], hex[byte & 0xFU]};
    } else {
      out += c;
    }
  }
  return out;
}

std::string html_link(std::string_view text, std::string_view url) {
  return "<a href=\"" + html_escaped(url) + "\">" + std::string(text) + "</a>";
}

constexpr Dialect plain{.escape = plain_escaped,
                        .strong = [](std::string_view text, bool) { return "[" + std::string(text) + "]"; },
                        .link =
                            [](std::string_view text, std::string_view url) {
                              return text == url ? std::string(url) : std::string(text) + " " + std::string(url);
                            },
                        .line_break = "\n",
                        .quote = "“",
                        .quote_end = "”"};

constexpr Dialect markdown{
    .escape = markdown_escaped,
    // Two asterisks may stand inside a word, underscores may not.
    .strong = [](std::string_view text, bool) { return "**" + std::string(text) + "**"; },
    .link = [](std::string_view text,
               std::string_view url) { return "[" + std::string(text) + "](" + bracketed(url) + ")"; },
    .line_break = "  \n",
    .quote = "> ",
    .quote_end = "\n"};

constexpr Dialect html{
    .escape = html_lines,
    .strong = [](std::string_view text, bool) { return "<strong>" + std::string(text) + "</strong>"; },
    .link = html_link,
    .line_break = "<br>\n",
    .quote = "<blockquote>",
    .quote_end = "</blockquote>"};

constexpr Dialect telegram{.escape = html_escaped,  // https://core.telegram.org/bots/api#html-style
                           .strong = [](std::string_view text, bool) { return "<b>" + std::string(text) + "</b>"; },
                           .link = html_link,
                           .line_break = "\n",
                           .quote = "<blockquote>",
                           .quote_end = "</blockquote>"};

constexpr Dialect slack{
    .escape = slack_escaped,
    .strong =
        [](std::string_view text, bool joined) {
          // Slack marks whole words only: a ZERO WIDTH SPACE makes one of a part.
          std::string const edge = joined ? "\u200B" : "";
          return edge + "*" + std::string(text) + "*" + edge;
        },
    .link = [](std::string_view text,
               std::string_view url) { return "<" + bracketed(url) + "|" + std::string(text) + ">"; },
    .line_break = "\n",
    .quote = "> ",
    .quote_end = ""};

}  // namespace

std::string html_escaped(std::string_view text) {
  return mapped(text, [](std::string& out, char32_t c) {
    if (c == '&') return out += "&amp;", true;
    if (c == '<') return out += "&lt;", true;
    if (c == '>') return out += "&gt;", true;
    if (c == '"') return out += "&quot;", true;
    return false;
  });
}

std::string isolated(std::string_view text) {
  std::string const inner = mapped(text, [](std::string&, char32_t c) { return steers_direction(c); });
  return inner.empty() ? inner : "\u2068" + inner + "\u2069";
}

std::string one_line(std::string_view text) {
  return mapped(text, [](std::string& out, char32_t c) {
    if (c != '\n' && c != '\t' && c != 0x2028 && c != 0x2029) return false;
    out += ' ';
    return true;
  });
}

Dialect const& dialect_of(Form form) {
  switch (form) {
    case Form::markdown:
      return markdown;
    case Form::html:
      return html;
    case Form::telegram:
      return telegram;
    case Form::slack:
      return slack;
    case Form::plain:
      break;
  }
  return plain;
}

}  // namespace rasid::alerts
