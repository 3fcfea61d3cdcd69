#pragma once

#include <string_view>

namespace rasid::actors {

/// Words that tell whether a family name or a title stands alone. All take folded words.

[[nodiscard]] bool is_article(std::string_view word);   // al, el, аль, אל
[[nodiscard]] bool is_particle(std::string_view word);  // bin, abu …: what follows is no family name by itself
/// A street, town, hospital or law is named after somebody: the word before the name says so.
[[nodiscard]] bool names_a_thing(std::string_view word);
/// Words that begin sentences with a capital and are nobody's given name.
[[nodiscard]] bool opens_sentences(std::string_view word);
/// A word after which a title before it is complete: a verb of speech, a conjunction, a preposition.
[[nodiscard]] bool goes_on_after(std::string_view word, std::string_view language);
/// A Russian adjective that says whose office it is: "иракский", "американского".
[[nodiscard]] bool is_adjective_before(std::string_view word);
[[nodiscard]] bool begins_with_capital(std::string_view written);  // not folded

}  // namespace rasid::actors
