#include "extractors/gazetteer/compile/subdivisions.h"

#include <unordered_map>

#include <boost/json.hpp>

#include "extractors/gazetteer/compile/message_catalogue.h"
#include "extractors/gazetteer/compile/read_whole.h"
#include "extractors/gazetteer/compile/script.h"
#include "extractors/text/fold.h"

namespace rasid::gazetteer {
namespace {

namespace json = boost::json;

constexpr std::size_t most_json_bytes = 64U << 20U;

/// Countries whose codes of first level regions in GeoNames are those of ISO 3166-2.
bool uses_iso_codes(std::string_view country) {
  return country == "US" || country == "CH" || country == "BE" || country == "ME";
}

std::string slot(std::string_view country, std::string_view name) {
  return std::string(country) + "=" + text::fold(name);
}

using Translations = std::unordered_map<std::string, std::vector<SourceName>>;  // by ISO's name

Translations read_translations(std::filesystem::path const& locales) {
  Translations out;
  for (std::string_view const language : languages) {
    if (language.empty()) continue;
    auto const bytes = read_whole(locales / language / "LC_MESSAGES" / "iso_3166-2.mo");
    if (!bytes) continue;
    std::ignore = read_message_catalogue(*bytes, [&](std::string_view original, std::string_view translated) {
      if (script_of(translated) != script_of_language(language)) return;
      out[std::string(original)].push_back({std::string(translated), std::string(language), bears_in_language});
    });
  }
  return out;
}

}  // namespace

Result<std::vector<Subdivision>> read_subdivisions(std::string_view text) {
  auto const wrong = [] { return failure(std::errc::invalid_argument, "reading ISO 3166-2"); };
  boost::system::error_code error;
  if (text.size() > most_json_bytes) return wrong();
  json::value const all = json::parse(text, error);
  json::object const* const root = error ? nullptr : all.if_object();
  json::value const* const list = root != nullptr ? root->if_contains("3166-2") : nullptr;
  if (list == nullptr || !list->is_array()) return wrong();
  std::vector<Subdivision> out;
  for (json::value const& each : list->get_array()) {
    json::object const* const entry = each.if_object();
    json::value const* const code = entry != nullptr ? entry->if_contains("code") : nullptr;
    json::value const* const name = entry != nullptr ? entry->if_contains("name") : nullptr;
    bool const whole = code != nullptr && name != nullptr && code->is_string() && name->is_string();
    if (!whole || code->get_string().size() < 4) return wrong();
    out.push_back({std::string(code->get_string()), std::string(name->get_string())});
  }
  return out;
}

void name_provinces(std::vector<SourcePlace>& regions, std::vector<Subdivision> const& subdivisions,
                    std::filesystem::path const& locales) {
  std::unordered_map<std::string, SourcePlace*> provinces;
  for (SourcePlace& region : regions) {
    if (region.kind != Kind::province) continue;
    provinces.emplace(slot(region.country, region.label), &region);
    if (uses_iso_codes(region.country)) provinces.emplace(region.country + "-" + region.first, &region);
  }
  Translations const translations = read_translations(locales);
  for (Subdivision const& each : subdivisions) {
    auto found = provinces.find(each.code);
    if (found == provinces.end()) found = provinces.find(slot(each.code.substr(0, 2), each.name));
    if (found == provinces.end()) continue;
    std::vector<SourceName>& names = found->second->names;
    names.push_back({each.name, {}, bears_unlabelled});
    if (auto const known = translations.find(each.name); known != translations.end()) {
      names.insert(names.end(), known->second.begin(), known->second.end());
    }
  }
}

}  // namespace rasid::gazetteer
