#include "extractors/charset/charset.h"

namespace rasid::charset {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view around = " \t\r\n\"'";
  auto const first = text.find_first_not_of(around);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(around) - first + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

}  // namespace

std::string charset_of(std::string_view content_type) {
  // RFC 9110, 5.6.6: parameters follow the type, separated by semicolons; a quoted value cannot hold a charset's name
  // with a semicolon in it, so quotes need no state.
  for (auto at = content_type.find(';'); at != std::string_view::npos; at = content_type.find(';')) {
    content_type.remove_prefix(at + 1);
    auto const parameter = content_type.substr(0, content_type.find(';'));
    auto const equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (lower(trim(parameter.substr(0, equals))) == "charset") return lower(trim(parameter.substr(equals + 1)));
  }
  return {};
}

}  // namespace rasid::charset
