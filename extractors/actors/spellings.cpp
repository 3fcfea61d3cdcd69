#include "extractors/actors/spellings.h"

#include <algorithm>
#include <array>

#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t letter = 2;  // bytes of a folded Arabic letter

Words words_of(std::string_view folded) {
  Words out;
  while (!folded.empty()) {
    std::size_t const space = std::min(folded.find(' '), folded.size());
    out.emplace_back(folded.substr(0, space));
    folded.remove_prefix(std::min(space + 1, folded.size()));
  }
  return out;
}

std::string joined(Words const& words) {
  std::string out;
  for (std::string const& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

bool is_arabic(std::string_view word) {
  auto const lead = word.empty() ? 0U : static_cast<unsigned char>(word[0]);
  return lead >= 0xD8 && lead <= 0xDB;
}

bool is_any_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

bool is_article(std::string_view word) {
  return is_any_of(word, {"al", "el", "аль", "эль"});
}

std::string other_article(std::string_view word) {
  if (word == "al") return "el";
  if (word == "el") return "al";
  return word == "аль" ? "эль" : "аль";
}

/// Replaces words[at, at + count) by `by`.
Words replaced(Words words, std::size_t at, std::size_t count, Words const& by) {
  auto const begin = words.begin() + static_cast<std::ptrdiff_t>(at);
  auto const after = words.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
  words.insert(after, by.begin(), by.end());
  return words;
}

void add_article_spellings(Words const& words, std::vector<Words>& out) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!is_article(words[i])) continue;
    if (words.size() > 2) out.push_back(replaced(words, i, 1, {}));
    out.push_back(replaced(words, i, 2, {words[i] + words[i + 1]}));
    out.push_back(replaced(words, i, 1, {other_article(words[i])}));
  }
}

void add_inverted(Words const& words, std::vector<Words>& out) {
  if (words.size() < 2 || words.size() > 5) return;
  std::size_t family = words.size() - 1;
  if (family > 1 && is_article(words[family - 1])) --family;
  if (family == 0 || is_article(words[0])) return;
  Words order(words.begin() + static_cast<std::ptrdiff_t>(family), words.end());
  order.insert(order.end(), words.begin(), words.begin() + static_cast<std::ptrdiff_t>(family));
  out.push_back(order);
}

/// What one Arabic word, or it and the next, may also be written as.
void add_arabic_word(Words const& words, std::size_t i, std::vector<Words>& out) {
  constexpr std::string_view slave = "عبد";
  std::string const& word = words[i];
  bool const followed = i + 1 < words.size();
  if (word == slave && followed) out.push_back(replaced(words, i, 2, {word + words[i + 1]}));
  if (word.starts_with("عبدال") && word.size() >= 7 * letter) {
    out.push_back(replaced(words, i, 1, {std::string(slave), word.substr(slave.size())}));
  }
  if (is_any_of(word, {"ابو", "ابي", "ابا"}) && followed) {
    for (char const* const father : {"ابو", "ابي", "ابا"}) {
      if (father != word) out.push_back(replaced(words, i, 1, {father}));
    }
  }
  if (word == "بن" && i != 0) out.push_back(replaced(words, i, 1, {"ابن"}));
  if (word == "ابن" && i != 0) out.push_back(replaced(words, i, 1, {"بن"}));
}

void add_arabic_spellings(Words const& words, std::vector<Words>& out) {
  for (std::size_t i = 0; i < words.size(); ++i) add_arabic_word(words, i, out);
  // الكاظمي → كاظمي: five letters must be left, since what is left of short ones are common words.
  if (words.size() == 1 && words[0].starts_with("ال") && words[0].size() >= 7 * letter) {
    out.push_back({words[0].substr(2 * letter)});
  }
  if (words.size() == 2 && words[0].size() >= 3 * letter) out.push_back({words[0] + words[1]});
}

/// Persian joins the parts of a compound by a zero-width non-joiner, others put a space there.
std::string with_spaces_for_joiners(std::string_view name) {
  constexpr std::string_view joiner = "\u200c";
  std::string out(name);
  for (std::size_t at = out.find(joiner); at != std::string::npos; at = out.find(joiner, at))
    out.replace(at, joiner.size(), " ");
  return out;
}

}  // namespace

std::vector<std::string> spellings_of(std::string_view name, EntityKind kind) {
  std::string const listed = text::fold(name);
  std::string const spaced = text::fold(with_spaces_for_joiners(name));
  std::vector<Words> found;
  for (std::string const& base : {listed, spaced}) {
    Words const words = words_of(base);
    found.push_back(words);
    add_article_spellings(words, found);
    if (is_arabic(base)) add_arabic_spellings(words, found);
    if (kind == EntityKind::person) {
      std::size_t const before = found.size();
      add_inverted(words, found);
      if (found.size() > before && !is_arabic(base)) add_article_spellings(Words(found.back()), found);
    }
    if (spaced == listed) break;
  }
  std::vector<std::string> out;
  for (Words const& words : found) {
    std::string text = joined(words);
    if (!text.empty() && text != listed && std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
  }
  return out;
}

}  // namespace rasid::actors
