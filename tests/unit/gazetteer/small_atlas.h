#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "extractors/gazetteer/compile/write_file.h"
#include "extractors/gazetteer/gazetteer.h"

namespace rasid::gazetteer {

/// A gazetteer of a few places, as the compiler lays it out.
inline std::string small_atlas() {
  auto const label = [](std::string text) { return SourceName{std::move(text), {}, bears_as_label}; };
  auto const in = [](std::string language, std::string text) {
    return SourceName{std::move(text), std::move(language), bears_in_language};
  };
  auto const also = [](std::string text) { return SourceName{std::move(text), {}, bears_unlabelled}; };
  std::vector<SourcePlace> places = {
      {.label = "Iraq",
       .ascii = "Iraq",
       .kind = Kind::country,
       .latitude = 33,
       .longitude = 44,
       .population = 40'000'000,
       .country = "IQ",
       .names = {label("Iraq"), in("ar", "العراق")}},
      {.label = "Nineveh",
       .ascii = "Nineveh",
       .kind = Kind::province,
       .latitude = 36,
       .longitude = 42.5,
       .country = "IQ",
       .first = "15",
       .names = {label("Nineveh")}},
      {.id = 99072,
       .label = "Mosul",
       .ascii = "Mosul",
       .kind = Kind::city,
       .latitude = 36.335,
       .longitude = 43.11889,
       .population = 1'739'800,
       .country = "IQ",
       .first = "15",
       .seat = 2,
       .names = {label("Mosul"), in("ar", "الموصل"), in("ru", "Мосул"), also("Al Mawsil")}},
      {.id = 1,
       .label = "Qayyarah",
       .ascii = "Qayyarah",
       .kind = Kind::town,
       .latitude = 35.8,
       .longitude = 43.29,
       .population = 15'000,
       .country = "IQ",
       .first = "15",
       .names = {label("Qayyarah"), also("Mosul South Gate")}},
      {.label = "United States",
       .ascii = "United States",
       .kind = Kind::country,
       .latitude = 39,
       .longitude = -97,
       .country = "US",
       .names = {label("United States"), in("ar", "الولايات المتحدة")}},
      {.label = "Texas",
       .ascii = "Texas",
       .kind = Kind::province,
       .latitude = 31,
       .longitude = -99,
       .country = "US",
       .first = "TX",
       .names = {label("Texas")}},
      {.id = 4717560,
       .label = "Paris",
       .ascii = "Paris",
       .kind = Kind::town,
       .latitude = 33.66,
       .longitude = -95.55,
       .population = 24'800,
       .country = "US",
       .first = "TX",
       .names = {label("Paris")}},
      {.id = 2988507,
       .label = "Paris",
       .ascii = "Paris",
       .kind = Kind::city,
       .latitude = 48.853,
       .longitude = 2.3488,
       .population = 2'138'551,
       .country = "FR",
       .first = "11",
       .seat = 1,
       .names = {label("Paris"), in("ar", "باريس")}},
      {.id = 77,
       .label = "Lutetia",
       .ascii = "Lutetia",
       .kind = Kind::village,
       .latitude = 10,
       .longitude = 10,
       .population = 600,
       .country = "NG",
       .names = {label("Lutetia"), also("Paris")}},
  };
  return lay_out(std::move(places), {"gate"}, "for tests\n");
}

/// Bytes that a gazetteer can be read from, aligned as a mapped file is.
class Aligned {
 public:
  explicit Aligned(std::string const& bytes) : words_(bytes.size() / 8 + 1), size_(bytes.size()) {
    std::memcpy(words_.data(), bytes.data(), bytes.size());
  }
  [[nodiscard]] std::string_view bytes() const { return {reinterpret_cast<char const*>(words_.data()), size_}; }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_;
};

}  // namespace rasid::gazetteer
