#include "extractors/page/attributes.h"

#include <array>

#include "extractors/page/tag_scanner.h"

namespace rasid::page {
namespace {

constexpr std::size_t max_value = 4096;

struct Known {
  std::string_view name;
  std::string_view Attributes::* field;
};

constexpr auto known = std::to_array<Known>({
    {"class", &Attributes::class_names},
    {"id", &Attributes::id},
    {"style", &Attributes::style},
    {"href", &Attributes::href},
    {"content", &Attributes::content},
    {"property", &Attributes::property},
    {"name", &Attributes::name},
    {"itemprop", &Attributes::itemprop},
    {"rel", &Attributes::rel},
    {"type", &Attributes::type},
    {"role", &Attributes::role},
    {"lang", &Attributes::lang},
    {"hidden", &Attributes::hidden},
    {"datetime", &Attributes::datetime},
    {"aria-hidden", &Attributes::aria_hidden},
    {"http-equiv", &Attributes::http_equiv},
    {"xml:lang", &Attributes::xml_lang},
});

/// At most max_value bytes, not cut inside a character.
std::string_view shortened(std::string_view value) {
  if (value.size() <= max_value) return value;
  std::size_t cut = max_value;
  while (cut > 0 && (static_cast<unsigned char>(value[cut]) & 0xC0U) == 0x80) --cut;
  return value.substr(0, cut);
}

}  // namespace

Attributes read_attributes(std::string_view text) {
  Attributes out;
  while (std::optional<Attribute> const attribute = next_attribute(text)) {
    for (Known const& one : known) {
      if (one.name.size() != attribute->name.size() || !same_name(one.name, attribute->name)) continue;
      std::string_view& field = out.*(one.field);
      if (field.data() == nullptr) field = shortened(attribute->value);
      break;
    }
  }
  return out;
}

}  // namespace rasid::page
