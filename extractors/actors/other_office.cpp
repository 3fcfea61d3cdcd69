#include "extractors/actors/other_office.h"

#include <algorithm>
#include <array>

namespace rasid::actors {
namespace {

// All folded. Russian ones by their stems: they decline.
constexpr auto before = std::to_array<std::string_view>(
    {"former", "ex",    "deputy", "vice",   "assistant", "late", "onetime", "erstwhile", "future", "next", "نايب",
     "وكيل",   "مساعد", "معاون",  "جانشين", "سابق",      "סגן",  "סגנית",   "экс",       "вице",   "зам"});
constexpr auto stems_before =
    std::to_array<std::string_view>({"бывш", "заместител", "предыдущ", "покойн", "будущ", "избранн"});
constexpr auto after = std::to_array<std::string_view>({"elect", "designate", "السابق", "الاسبق", "السابقه", "المكلف",
                                                        "المنتخب", "الراحل", "المستقيل", "سابق", "اسبق", "پيشين",
                                                        "فقيد", "לשעבר", "הקודמ", "המנוח", "המיועד", "הנכנס", "היוצא"});

bool holds(auto const& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

}  // namespace

bool is_another_office(text::Document const& document, std::uint32_t first, std::uint32_t last) {
  auto const tokens = document.tokens();
  std::uint32_t const sentence = tokens[first].sentence;
  auto const word = [&](std::uint32_t token) { return document.folded(tokens[token]); };
  std::vector<std::string_view> forms;
  if (first > 0 && tokens[first - 1].sentence == sentence) {
    document.forms(tokens[first - 1], forms);
    if (std::ranges::any_of(forms, [](std::string_view form) { return holds(before, form); })) return true;
    std::string_view const written = word(first - 1);
    if (std::ranges::any_of(stems_before, [&](std::string_view stem) { return written.starts_with(stem); }))
      return true;
  }
  bool const followed = last + 1 < tokens.size() && tokens[last + 1].sentence == sentence;
  return followed && holds(after, word(last + 1));
}

}  // namespace rasid::actors
