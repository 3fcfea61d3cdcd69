#pragma once

#include <string_view>

namespace rasid::page {

/// Those attributes of a tag that this folder reads: the first of each name, at most 4 KiB of each, references not
/// decoded. Absent ones have no data(); present ones have, even where they are empty.
struct Attributes {
  std::string_view aria_hidden, class_names, content, datetime, hidden, href, http_equiv, id, itemprop, lang, name,
      property, rel, role, style, type, xml_lang;
};

/// Reads what stands between a tag's name and its end (Tag::attributes).
Attributes read_attributes(std::string_view text);

}  // namespace rasid::page
