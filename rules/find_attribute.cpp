#include "rules/find_attribute.h"

#include <algorithm>

#include "extractors/text/fold.h"

namespace rasid::rules {
namespace {

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

/// The folded words of a text with one space before, between and after them.
std::string spaced(std::string_view text) {
  std::string out = " ";
  for (char const c : text::fold(text)) {
    if (c != ' ' || out.back() != ' ') out += c;
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

bool is_language(std::string const& wanted, std::string const& article) {
  std::string const is = lowered(article);
  return is.starts_with(wanted) && (is.size() == wanted.size() || is[wanted.size()] == '-');
}

bool is_tag(AttributeTerm const& term, std::string const& tag) {
  if (term.form == Form::exact) return tag == term.text;
  std::string const is = spaced(tag);
  return term.form == Form::prefix ? is.starts_with(" " + term.text) : is == " " + term.text + " ";
}

bool is_author(AttributeTerm const& term, std::string const& author) {
  if (term.form == Form::exact) return author == term.text;
  return spaced(author).find(" " + term.text + (term.form == Form::prefix ? "" : " ")) != std::string::npos;
}

}  // namespace

bool fits(AttributeTerm const& term, Article const& article) {
  switch (term.field) {
    case Field::feed:
      return article.feed.value == term.text;
    case Field::lang:
      return is_language(term.text, article.language);
    case Field::url:
      return lowered(article.url).find(term.text) != std::string::npos;
    case Field::author:
      return is_author(term, article.author);
    case Field::tag:
      return std::ranges::any_of(article.tags, [&](std::string const& tag) { return is_tag(term, tag); });
    default:
      return false;
  }
}

}  // namespace rasid::rules
