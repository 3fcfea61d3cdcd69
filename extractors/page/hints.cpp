#include "extractors/page/hints.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "extractors/page/hint_words.h"
#include "extractors/page/tag_scanner.h"

namespace rasid::page {
namespace {

bool is_letter(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
char lower(char c) noexcept {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

template <std::size_t N>
bool one_of(std::array<std::string_view, N> const& words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

/// Calls `use` with each word of a class or id, lower case: "articleBody-related" has article, body and related. Parts
/// of a run of mixed case shorter than four letters are left out: generated names are full of them.
template <class Use>
void for_each_word(std::string_view names, Use use) {
  std::array<char, 32> word{};
  std::size_t length = 0;
  bool partial = false;  // the word began or ends within a run of letters
  auto const flush = [&](bool within_run) {
    if (length > 1 && (length > 3 || !(partial || within_run))) use(std::string_view(word.data(), length));
    length = 0;
    partial = within_run;
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    char const c = names[i];
    bool const digit = c >= '0' && c <= '9';
    if (!is_letter(c)) {
      flush(digit);
      continue;
    }
    if (is_upper(c) && i > 0 && is_letter(names[i - 1]) && !is_upper(names[i - 1])) flush(true);
    if (length < word.size()) word[length++] = lower(c);
  }
  flush(false);
}

/// Letters of one name, lower case, at most 48.
struct Letters {
  std::array<char, 48> data;
  std::size_t size = 0;

  explicit Letters(std::string_view name) {
    for (char const c : name) {
      if (is_letter(c) && size < data.size()) data[size++] = lower(c);
    }
  }
  [[nodiscard]] std::string_view view() const { return {data.data(), size}; }
};

template <std::size_t N>
bool has_stem(std::array<std::string_view, N> const& stems, std::string_view names) {
  while (!names.empty()) {
    std::size_t const end = std::min(names.find(' '), names.size());
    Letters const letters(names.substr(0, end));
    if (letters.size >= 5) {
      for (std::string_view const stem : stems) {
        if (letters.view().find(stem) != std::string_view::npos) return true;
      }
    }
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

bool is_hidden(Attributes const& attributes) {
  if (attributes.hidden.data() != nullptr) return true;
  std::string_view const style = attributes.style;
  for (std::size_t at = style.find("display"); at != std::string_view::npos; at = style.find("display", at + 7)) {
    std::size_t const value = style.find_first_not_of(": ", at + 7);
    if (value != std::string_view::npos && style.substr(value).starts_with("none")) return true;
  }
  return same_name(attributes.aria_hidden, "true");
}

Hint by_tag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_LABEL:
    case GUMBO_TAG_FIELDSET:
      return Hint::furniture;
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
      return Hint::caption;
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_MAIN:
      return Hint::article;
    default:
      return Hint::none;
  }
}

Hint by_names(std::string_view names) {
  if (names.empty()) return Hint::none;
  bool furniture = false;
  bool comments = false;
  bool caption = false;
  for_each_word(names, [&](std::string_view word) {
    comments = comments || one_of(comment_words, word);
    furniture = furniture || one_of(furniture_words, word);
    caption = caption || one_of(caption_words, word);
  });
  if (comments) return Hint::comments;
  if (furniture || has_stem(furniture_stems, names)) return Hint::furniture;
  if (caption) return Hint::caption;
  return has_stem(body_stems, names) ? Hint::body : Hint::none;
}

}  // namespace

bool names_author(Attributes const& attributes) {
  if (same_name(attributes.rel, "author") || attributes.href.find("/author/") != std::string_view::npos) return true;
  bool found = false;
  for_each_word(attributes.class_names, [&](std::string_view word) { found = found || one_of(author_words, word); });
  return found;
}

Hint hint_of_name(std::string_view name) {
  return by_names(name);
}

Hint hint_of(GumboTag tag) {
  return by_tag(tag);
}

Hint hint_of(GumboTag tag, Attributes const& attributes) {
  if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) return Hint::none;
  if (is_hidden(attributes)) return Hint::hidden;
  if (same_name(attributes.itemprop, "articleBody") || same_name(attributes.itemprop, "reviewBody")) return Hint::body;
  if (!attributes.role.empty()) {
    if (one_of(furniture_roles, attributes.role)) return Hint::furniture;
    if (attributes.role == "main" || attributes.role == "article") return Hint::article;
  }
  Hint const tagged = by_tag(tag);
  if (tagged == Hint::furniture || tagged == Hint::caption) return tagged;
  // A quoted post is named after its network: "twitter-tweet", "instagram-media".
  if (tag == GUMBO_TAG_BLOCKQUOTE) return tagged;
  Hint const by_class = by_names(attributes.class_names);
  if (by_class != Hint::none) return by_class;
  Hint const by_id = by_names(attributes.id);
  return by_id != Hint::none ? by_id : tagged;
}

}  // namespace rasid::page
