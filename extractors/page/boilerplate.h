#pragma once

#include <string_view>

namespace rasid::page {

/// What a block's own words say, in the languages we know such words of.
enum class Phrase : unsigned char {
  none,
  label,    // "Advertisement", "Share", "Back to top": furniture wherever it stands
  pointer,  // "Read more: …", "اقرأ أيضا …": leads to another article
  section,  // a heading under which the page goes on with something else: "Related", "Comments"
};

/// Looks at a block's text (white space collapsed). Long blocks are never more than a pointer.
Phrase phrase_of(std::string_view text);

/// True for the control under a reader's comment: "Reply", "رد · 3 إعجابات".
bool is_reply(std::string_view text);

/// True where a line says who took a picture: it is the picture's caption, wherever it stands.
bool names_a_photographer(std::string_view text);

/// True where a script that has small letters is written without any: a legal notice, not a paragraph.
bool is_in_capitals(std::string_view text);

}  // namespace rasid::page
