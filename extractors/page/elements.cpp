#include "extractors/page/elements.h"

#include <algorithm>
#include <array>

namespace rasid::page {
namespace {

// Sorted by name, for binary search.
constexpr auto known = std::to_array<Element>({
    {"abbr", Fate::inlined},     {"acronym", Fate::inlined},  {"area", Fate::ignored},     {"b", Fate::inlined},
    {"base", Fate::ignored},     {"basefont", Fate::ignored}, {"big", Fate::inlined},      {"body", Fate::leaf},
    {"br", Fate::leaf},          {"canvas", Fate::dropped},   {"cite", Fate::inlined},     {"code", Fate::inlined},
    {"col", Fate::ignored},      {"colgroup", Fate::ignored}, {"dd", Fate::leaf},          {"dt", Fate::leaf},
    {"em", Fate::inlined},       {"embed", Fate::ignored},    {"font", Fate::inlined},     {"frame", Fate::ignored},
    {"frameset", Fate::ignored}, {"head", Fate::leaf},        {"hr", Fate::leaf},          {"html", Fate::leaf},
    {"i", Fate::inlined},        {"iframe", Fate::dropped},   {"img", Fate::ignored},      {"input", Fate::leaf},
    {"ins", Fate::inlined},      {"keygen", Fate::ignored},   {"li", Fate::leaf},          {"link", Fate::statement},
    {"mark", Fate::inlined},     {"math", Fate::dropped},     {"meta", Fate::statement},   {"nobr", Fate::inlined},
    {"noembed", Fate::dropped},  {"noframes", Fate::dropped}, {"noscript", Fate::dropped}, {"option", Fate::leaf},
    {"p", Fate::leaf},           {"param", Fate::ignored},    {"picture", Fate::inlined},  {"plaintext", Fate::ignored},
    {"s", Fate::inlined},        {"script", Fate::dropped},   {"select", Fate::dropped},   {"small", Fate::inlined},
    {"source", Fate::ignored},   {"span", Fate::inlined},     {"strike", Fate::inlined},   {"strong", Fate::inlined},
    {"style", Fate::dropped},    {"sub", Fate::inlined},      {"sup", Fate::inlined},      {"svg", Fate::dropped},
    {"tbody", Fate::leaf},       {"td", Fate::leaf},          {"template", Fate::dropped}, {"textarea", Fate::dropped},
    {"tfoot", Fate::leaf},       {"th", Fate::leaf},          {"thead", Fate::leaf},       {"title", Fate::leaf},
    {"tr", Fate::leaf},          {"track", Fate::ignored},    {"tt", Fate::inlined},       {"u", Fate::inlined},
    {"wbr", Fate::ignored},      {"xmp", Fate::ignored},
});
static_assert(std::ranges::is_sorted(known, {}, &Element::name));

constexpr Element other{"", Fate::plain};

}  // namespace

Element const& element_named(std::string_view name) {
  auto const at = std::ranges::lower_bound(known, name, {}, &Element::name);
  return at != known.end() && at->name == name ? *at : other;
}

std::size_t element_count() {
  return known.size();
}

std::size_t index_of(Element const& element) {
  return &element == &other ? known.size() : static_cast<std::size_t>(&element - known.data());
}

}  // namespace rasid::page
