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

bool is_word(std::string_view text, std::size_t at) {
  auto const byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
  return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// An underscore inside a word (alr_01) marks nothing, and escaped it could not be copied.
bool is_harmless(std::string_view text, std::size_t at) {
  return text[at] == '_' && at > 0 && is_word(text, at - 1) && is_word(text, at + 1);
}

/// Every character but controls; those that `replace` wrote in another way (true) are not copied.
template <class Replace>
std::string mapped(std::string_view text, Replace replace) {
  std::string out;
  out.reserve(text.size() + 16);
  for (std::size_t at = 0; at < text.size();) {
    CodePoint const c = decode(text, at);
    if (!is_control(c.value) && !replace(out, c.value, at)) out += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return out;
}

std::string plain_escaped(std::string_view text) {
  return mapped(text, [](std::string&, char32_t, std::size_t) { return false; });
}

/// CommonMark 0.31, section 2.4: a backslash makes any ASCII punctuation literal. Only what can mean something is
/// escaped, so that the text stays readable where markup is not shown.
std::string markdown_escaped(std::string_view text) {
  bool line_begins = true;
  bool only_digits = false;  // so far in this line
  return mapped(text, [&](std::string& out, char32_t c, std::size_t at) {
    constexpr std::u32string_view everywhere = U"\\`*_~|[]<>@#&";
    constexpr std::u32string_view at_the_beginning = U"-+=";  // of lists and headings …
    constexpr std::u32string_view after_digits = U".)";       // … and numbered ones
    bool const special = (everywhere.contains(c) && !is_harmless(text, at)) ||
                         (line_begins && at_the_beginning.contains(c)) || (only_digits && after_digits.contains(c));
    bool const digit = c >= '0' && c <= '9';
    only_digits = digit && (line_begins || only_digits);
    line_begins = c == '\n' || (line_begins && c == ' ');
    if (special) out += '\\';
    return false;
  });
}

std::string slack_escaped(std::string_view text) {
  // https://api.slack.com/reference/surfaces/formatting#escaping; the marks of bold and code cannot be escaped, so
  // they are kept from touching a word by an invisible WORD JOINER.
  return mapped(text, [text](std::string& out, char32_t c, std::size_t at) {
    if (c == '&') return out += "&amp;", true;
    if (c == '<') return out += "&lt;", true;
    if (c == '>') return out += "&gt;", true;
    if ((c == '*' || c == '_' || c == '~' || c == '`') && !is_harmless(text, at)) {
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
                        .label = [](std::string_view text) { return std::string(text); },
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
    .label = [](std::string_view text) { return "**" + std::string(text) + "**"; },
    .link = [](std::string_view text,
               std::string_view url) { return "[" + std::string(text) + "](" + bracketed(url) + ")"; },
    .line_break = "  \n",
    .quote = "> ",
    .quote_end = "\n"};

constexpr Dialect html{
    .escape = html_lines,
    .strong = [](std::string_view text, bool) { return "<strong>" + std::string(text) + "</strong>"; },
    .label = [](std::string_view text) { return "<b>" + std::string(text) + "</b>"; },
    .link = html_link,
    .line_break = "<br>\n",
    .quote = "<blockquote>",
    .quote_end = "</blockquote>"};

constexpr Dialect telegram{.escape = html_escaped,  // https://core.telegram.org/bots/api#html-style
                           .strong = [](std::string_view text, bool) { return "<b>" + std::string(text) + "</b>"; },
                           .label = [](std::string_view text) { return "<b>" + std::string(text) + "</b>"; },
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
    .label = [](std::string_view text) { return "*" + std::string(text) + "*"; },
    .link = [](std::string_view text,
               std::string_view url) { return "<" + html_escaped(bracketed(url)) + "|" + std::string(text) + ">"; },
    .line_break = "\n",
    .quote = "> ",
    .quote_end = ""};

}  // namespace

std::string html_escaped(std::string_view text) {
  return mapped(text, [](std::string& out, char32_t c, std::size_t) {
    if (c == '&') return out += "&amp;", true;
    if (c == '<') return out += "&lt;", true;
    if (c == '>') return out += "&gt;", true;
    if (c == '"') return out += "&quot;", true;
    return false;
  });
}

std::string isolated(std::string_view text) {
  std::string const inner = mapped(text, [](std::string&, char32_t c, std::size_t) { return steers_direction(c); });
  return inner.empty() ? inner : "\u2068" + inner + "\u2069";
}

std::string one_line(std::string_view text) {
  return mapped(text, [](std::string& out, char32_t c, std::size_t) {
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
