#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace rasid::page {

/// One tag as written: `<a href=x>` or `</a>`. Views point into the scanned text.
struct Tag {
  std::string_view name;        // as written, may be upper case
  std::string_view attributes;  // between name and '>', without a final '/'
  bool is_end = false;
  std::size_t begin = 0;  // of '<'
  std::size_t end = 0;    // behind '>'
};

/// One attribute as written, references not decoded. A value that is left out is empty, its data() not null.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

/// Reads the tag that starts at `at`, where `html[at] == '<'`; nothing where that is no tag (HTML standard, section
/// 13.2.5.6: a letter must follow, or '/' and a letter) or where the text ends inside it.
std::optional<Tag> read_tag(std::string_view html, std::size_t at);

/// Takes the first attribute off `attributes`; nothing at its end.
std::optional<Attribute> next_attribute(std::string_view& attributes);

/// ASCII letters compared without case.
bool same_name(std::string_view a, std::string_view b) noexcept;

}  // namespace rasid::page
