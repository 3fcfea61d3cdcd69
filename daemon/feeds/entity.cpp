#include "daemon/feeds/entity.h"

#include <array>
#include <charconv>

#include "extractors/model/utf8.h"

namespace rasid::feeds {
namespace {

constexpr std::size_t longest_reference = 40;  // "&CounterClockwiseContourIntegral;"

// windows-1252, 0x80 … 0x9F; 0 where it is undefined.
constexpr std::array<char16_t, 32> c1{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

bool is_xml_character(std::uint32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c < 0xD800 || (c > 0xDFFF && c < 0xFFFE) || (c > 0xFFFF && c <= 0x10FFFF);
}

}  // namespace

std::optional<char32_t> xml_character(std::string_view digits) {
  int base = 10;
  if (digits.starts_with('x') || digits.starts_with('X')) {
    base = 16;
    digits.remove_prefix(1);
  }
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (error != std::errc{} || end != digits.data() + digits.size() || !is_xml_character(value)) return std::nullopt;
  return static_cast<char32_t>(value);
}

std::optional<char32_t> numbered_character(std::string_view digits) {
  auto const value = xml_character(digits);
  if (value && *value >= 0x80 && *value <= 0x9F && c1[*value - 0x80] != 0) return c1[*value - 0x80];
  return value;
}

std::optional<Reference> read_reference(std::string_view text) {
  auto const end = text.substr(0, longest_reference).find(';');
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  auto const name = text.substr(1, end - 1);
  if (name.front() == '#') {
    auto const value = numbered_character(name.substr(1));
    if (!value) return std::nullopt;
    Reference out{.text = {}, .bytes = end + 1};
    append(out.text, *value);
    return out;
  }
  auto const character = named_character(name);
  if (character.empty()) return std::nullopt;
  return Reference{.text = std::string(character), .bytes = end + 1};
}

std::string decode_references(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    auto const plain = text.substr(0, text.find('&'));
    out += plain;
    text.remove_prefix(plain.size());
    if (text.empty()) break;
    auto const reference = read_reference(text);
    out += reference ? std::string_view(reference->text) : text.substr(0, 1);
    text.remove_prefix(reference ? reference->bytes : 1);
  }
  return out;
}

}  // namespace rasid::feeds
