#pragma once

#include <gumbo.h>

#include <cstdint>

#include "extractors/page/attributes.h"

namespace rasid::page {

/// What an element's tag, role, class and id say about its contents, before any of it is read.
enum class Hint : std::uint8_t {
  none,
  body,       // named as the article's text: itemprop=articleBody, class "entry-content" …
  article,    // named as an article or the page's main part
  furniture,  // navigation, share bars, teasers, advertisements, forms …
  comments,   // readers' comments: prose, but not the article's
  hidden,     // not shown to a reader
  caption,    // of a picture or video
};

/// Reads the signs by words of class and id (in English and the languages whose words publishers use in their markup),
/// never by site.
Hint hint_of(GumboTag tag, Attributes const& attributes);

/// True where class or rel say that the element names the article's author.
bool names_author(Attributes const& attributes);

/// What the name of a custom element says: "amp-ad", "news-sidebar".
Hint hint_of_name(std::string_view name);

/// What the tag alone says.
Hint hint_of(GumboTag tag);

}  // namespace rasid::page
