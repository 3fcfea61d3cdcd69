#pragma once

#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "extractors/gazetteer/compile/write_file.h"
#include "extractors/places/places.h"

namespace rasid::places {

using gazetteer::Kind;
using gazetteer::SourceName;
using gazetteer::SourcePlace;

/// Names as "Baghdad|ar:بغداد|~Bagdad": the main one, one in a language, another.
inline std::vector<SourceName> source_names(std::string_view written) {
  std::vector<SourceName> out;
  while (!written.empty()) {
    std::string_view item = written.substr(0, written.find('|'));
    written.remove_prefix(std::min(item.size() + 1, written.size()));
    if (item.starts_with('~')) {
      out.push_back({std::string(item.substr(1)), {}, gazetteer::bears_unlabelled});
    } else if (item.size() > 3 && item[2] == ':') {
      out.push_back({std::string(item.substr(3)), std::string(item.substr(0, 2)), gazetteer::bears_in_language});
    } else {
      out.push_back({std::string(item), {}, gazetteer::bears_as_label});
    }
  }
  return out;
}

/// A gazetteer of some thirty places that are easily mistaken for each other, and the extractor over it.
class SmallWorld {
 public:
  SmallWorld() {
    add(Kind::country, "iraq", "IQ", "", 33, 44, 40'000'000, "Iraq|ar:العراق|fa:عراق|he:עיראק|ru:Ирак");
    add(Kind::country, "iran", "IR", "", 32, 53, 83'000'000, "Iran|ar:إيران|fa:ایران|he:איראן|ru:Иран");
    add(Kind::country, "syria", "SY", "", 35, 38, 18'000'000, "Syria|ar:سوريا|fa:سوریه|he:סוריה|ru:Сирия");
    add(Kind::country, "morocco", "MA", "", 32, -6, 36'000'000, "Morocco|ar:المغرب|fa:مراکش|he:מרוקו|ru:Марокко");
    add(Kind::country, "turkey", "TR", "", 39, 35, 83'000'000, "Turkey|ar:تركيا|fa:ترکیه|he:טורקיה|ru:Турция");
    add(Kind::country, "france", "FR", "", 47, 2, 67'000'000, "France|ar:فرنسا|he:צרפת|ru:Франция");
    add(Kind::country, "united-states", "US", "", 40, -100, 330'000'000,
        "United States|ar:الولايات المتحدة|he:ארצות הברית|ru:США");
    add(Kind::country, "lebanon", "LB", "", 34, 36, 6'000'000, "Lebanon|ar:لبنان|ru:Ливан|he:לבנון");
    add(Kind::country, "russia", "RU", "", 60, 90, 140'000'000, "Russia|ar:روسيا|ru:Россия");
    add(Kind::country, "israel", "IL", "", 31, 35, 9'000'000, "Israel|ar:إسرائيل|he:ישראל|ru:Израиль");
    add(Kind::province, "texas", "US", "TX", 31, -100, 29'000'000, "Texas|ru:Техас");
    add(Kind::province, "pennsylvania", "US", "PA", 41, -77, 12'000'000, "Pennsylvania");
    add(Kind::province, "nineveh", "IQ", "15", 36, 42, 3'000'000, "Nineveh|ar:نينوى");
    add(Kind::province, "vermont", "US", "VT", 44, -72, 600'000, "Vermont");
    town("Paris", "FR", "11", 48.85, 2.35, 2'138'000, "Paris|ar:باريس|he:פריז|ru:Париж", 1);
    town("Paris", "US", "TX", 33.66, -95.55, 24'800, "Paris|ar:باريس|ru:Париж");
    town("Lebanon", "US", "PA", 40.34, -76.4, 25'000, "Lebanon");
    town("Kenitra", "MA", "04", 34.26, -6.58, 366'000, "Kenitra|ar:القنيطرة|ru:Кенитра");
    town("Quneitra", "SY", "03", 33.12, 35.82, 36'000, "Quneitra|ar:القنيطرة|ru:Кунейтра");
    town("Tripoli", "LY", "77", 32.88, 13.19, 1'150'000, "Tripoli|ar:طرابلس|he:טריפולי|ru:Триполи", 1);
    town("Tripoli", "LB", "09", 34.43, 35.84, 229'000, "Tripoli|ar:طرابلس|he:טריפולי|ru:Триполи");
    town("Van", "TR", "65", 38.49, 43.38, 370'000, "Van|ru:Ван|fa:وان");
    town("Van", "US", "TX", 32.52, -95.63, 2'700, "Van");
    town("Baghdad", "IQ", "07", 33.34, 44.4, 7'000'000, "Baghdad|ar:بغداد|fa:بغداد|he:בגדאד|ru:Багдад", 1);
    town("Tehran", "IR", "26", 35.69, 51.42, 7'150'000, "Tehran|ar:طهران|fa:تهران|he:טהרן|ru:Тегеран", 1);
    town("Mosul", "IQ", "15", 36.34, 43.13, 1'739'000, "Mosul|ar:الموصل|fa:موصل|he:מוסול|ru:Мосул");
    town("Qayyarah", "IQ", "15", 35.8, 43.29, 14'000, "Qayyarah|ar:القيارة|ru:Кайяра");
    town("Saadah", "IQ", "15", 36.1, 43.0, 900, "Saadah|ar:سعادة");
    town("Bath", "US", "PA", 40.72, -75.39, 2'700, "Bath");
    town("Washington", "US", "DC", 38.89, -77.03, 600'000, "Washington|ar:واشنطن|ru:Вашингтон|he:וושינגטון", 1);
    town("Springfield", "US", "VT", 43.29, -72.48, 3'900, "Springfield");
    town("Springfield", "US", "TX", 31.6, -96.5, 600, "Springfield");
    town("Karaj", "IR", "44", 35.83, 50.99, 1'960'000, "Karaj|fa:کرج|ar:كرج");
    town("Kafr Saba", "IL", "02", 32.17, 34.9, 80'000, "Kefar Sava|he:כפר סבא");
    town("Whitley", "US", "PA", 40.2, -76.9, 4'000, "Whitley");
    std::string const file = gazetteer::lay_out(std::move(places_), {"bath", "van", "سعاده"}, "");
    words_.resize(file.size() / 8 + 1);
    std::memcpy(words_.data(), file.data(), file.size());
    auto atlas = gazetteer::Gazetteer::read({reinterpret_cast<char const*>(words_.data()), file.size()}).value();
    std::vector<entities::Demonym> demonyms = {{"Turkish", "en", "TR"}, {"عراقي", "ar", "IQ"},
                                               {"سوري", "ar", "SY"},    {"ливанский", "ru", "LB"},
                                               {"לבנוני", "he", "LB"},  {"Iraqi", "en", "IQ"}};
    catalogue_ = std::make_shared<entities::Catalogue const>(std::vector<entities::Entity>{}, std::move(atlas),
                                                             std::move(demonyms));
    extractor_ = make_place_extractor(catalogue_, 7);
  }

  std::vector<Mention> mentions(std::string_view text, std::string_view language = {},
                                std::string_view home = {}) const {
    std::vector<Mention> out;
    extractor_->extract(text::Document({}, text), {.language = language, .home = home}, out);
    return out;
  }

  /// "surface=country/label" of each mention: "Paris=US/Paris".
  std::vector<std::string> found(std::string_view text, std::string_view language = {},
                                 std::string_view home = {}) const {
    std::vector<std::string> out;
    text::Document const document({}, text);
    for (Mention const& mention : mentions(text, language, home)) {
      out.push_back(fmt::format("{}={}/{}", document.slice(mention.range), catalogue_->country(mention.entity),
                                catalogue_->label(mention.entity)));
    }
    return out;
  }

  entities::Catalogue const& catalogue() const { return *catalogue_; }

 private:
  void add(Kind kind, std::string ascii, std::string country, std::string first, double latitude, double longitude,
           std::uint64_t people, std::string_view names, std::uint32_t id = 0, std::uint8_t seat = 0) {
    SourcePlace place{.id = id,
                      .ascii = std::move(ascii),
                      .kind = kind,
                      .latitude = latitude,
                      .longitude = longitude,
                      .population = people,
                      .country = std::move(country),
                      .first = std::move(first),
                      .seat = seat,
                      .names = source_names(names)};
    place.label = place.names.at(0).text;
    places_.push_back(std::move(place));
  }
  void town(std::string ascii, std::string country, std::string first, double latitude, double longitude,
            std::uint64_t people, std::string_view names, std::uint8_t seat = 0) {
    Kind const kind = people >= 50'000 ? Kind::city : people >= 5'000 ? Kind::town : Kind::village;
    add(kind, std::move(ascii), std::move(country), std::move(first), latitude, longitude, people, names, ++last_id_,
        seat);
  }

  std::vector<SourcePlace> places_;
  std::uint32_t last_id_ = 0;
  std::vector<std::uint64_t> words_;
  std::shared_ptr<entities::Catalogue const> catalogue_;
  std::unique_ptr<Extractor> extractor_;
};

}  // namespace rasid::places
