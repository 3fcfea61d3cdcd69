#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractors/model/time.h"

namespace rasid::page {

/// What a web page says, without its furniture. All text is UTF-8.
struct Page {
  std::string title;
  std::string byline;
  std::string site;
  std::string language;   // BCP 47, as the page states it; may be empty
  std::string canonical;  // absolute URL the page names as its own, or empty
  std::optional<Timestamp> published;
  bool truncated = false;  // longer than is read (8 MiB, or 1 MiB of tags alone): the end is missing
  std::string text;        // main text, paragraphs separated by one blank line; empty where there is none
};

/// Reads the article out of an HTML page. `content_type` is the HTTP header's value or empty; `url` resolves relative
/// links and may be empty. Bounded: pages beyond the limits are read up to them and say so. Never throws for odd input.
Page extract_page(std::string_view bytes, std::string_view content_type, std::string_view url);

/// Plain text of an HTML fragment (a feed's summary or content): tags dropped, references decoded, white space
/// collapsed, block elements separated by one blank line, scripts and styles left out.
std::string html_to_text(std::string_view html);

}  // namespace rasid::page
