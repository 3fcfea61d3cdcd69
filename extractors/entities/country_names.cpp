#include "extractors/entities/country_names.h"

#include <array>

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace rasid::entities {
namespace {

constexpr std::array<char const*, 19> languages = {"ar", "fa", "he", "ru",  "en", "tr", "fr", "de", "es", "it",
                                                   "pt", "uk", "ur", "ckb", "az", "hy", "ka", "nl", "pl"};

}  // namespace

std::vector<Name> country_names(std::string_view code) {
  std::string const region(code);
  icu::Locale const country("", region.c_str());
  std::vector<Name> out;
  for (char const* language : languages) {
    icu::UnicodeString shown;
    country.getDisplayCountry(icu::Locale(language), shown);
    Name name{.language = language};
    shown.toUTF8String(name.text);
    // ICU answers with the code itself for a country it has no name for.
    if (!name.text.empty() && name.text != region) out.push_back(std::move(name));
  }
  return out;
}

}  // namespace rasid::entities
