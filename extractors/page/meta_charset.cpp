#include "extractors/page/meta_charset.h"

#include "extractors/charset/charset.h"
#include "extractors/page/tag_scanner.h"

namespace rasid::page {
namespace {

constexpr std::size_t prescanned = 8192;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string stated_by(Tag const& meta) {
  std::string_view rest = meta.attributes;
  std::string in_content;
  while (std::optional<Attribute> const attribute = next_attribute(rest)) {
    if (same_name(attribute->name, "charset")) return lower(attribute->value);
    if (same_name(attribute->name, "content")) in_content = charset::charset_of(attribute->value);
  }
  return in_content;
}

}  // namespace

std::string meta_charset(std::string_view bytes) {
  bytes = bytes.substr(0, prescanned);
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
    if (!same_name(bytes.substr(at + 1, 4), "meta")) continue;
    std::optional<Tag> const tag = read_tag(bytes, at);
    if (!tag) continue;
    std::string found = stated_by(*tag);
    // A page whose bytes could be read as ASCII so far is not UTF-16, whatever it says.
    if (found.starts_with("utf-16")) return "utf-8";
    if (!found.empty()) return found;
  }
  return {};
}

}  // namespace rasid::page
