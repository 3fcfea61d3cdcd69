#include "extractors/gazetteer/compile/geonames_table.h"

#include <charconv>
#include <string>

#include "extractors/gazetteer/compile/script.h"
#include "extractors/model/split.h"
#include "extractors/model/utf8.h"

namespace rasid::gazetteer {
namespace {

constexpr std::size_t most_line_bytes = 1U << 20U;
constexpr std::size_t most_places = 2'000'000;
constexpr std::uint64_t least_city = 50'000;
constexpr std::uint64_t least_town = 5'000;

enum Column : std::size_t {
  id,
  name,
  ascii_name,
  alternates,
  latitude,
  longitude,
  feature_class,
  feature_code,
  country,
  other_countries,
  first,
  second,
  third,
  fourth,
  population,
  columns = 19
};

template <class Number>
bool read_number(std::string_view text, Number& out) {
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

Kind kind_of(std::string_view code, std::uint64_t people) {
  if (code == "PPLX") return Kind::district;
  if (code == "PPLC" || people >= least_city) return Kind::city;
  return people >= least_town || code == "PPLA" ? Kind::town : Kind::village;
}

/// Settlements of the past bear names that now mean others.
bool is_of_the_past(std::string_view code) {
  return code == "PPLH" || code == "PPLCH";
}

bool read_row(std::string_view line, SourcePlace& out) {
  auto const row = split_at(line, '\t');
  if (row.size() != columns || row[feature_class] != "P" || is_of_the_past(row[feature_code])) return false;
  bool const numbers = read_number(row[id], out.id) && read_number(row[latitude], out.latitude) &&
                       read_number(row[longitude], out.longitude);
  bool const on_earth = out.latitude >= -90 && out.latitude <= 90 && out.longitude >= -180 && out.longitude <= 180;
  if (!numbers || !on_earth || out.id == 0 || row[name].empty() || row[country].size() != 2) return false;
  if (!row[population].empty() && !read_number(row[population], out.population)) return false;
  out.label = row[name];
  out.ascii = row[ascii_name].empty() ? row[name] : row[ascii_name];
  out.country = row[country];
  out.first = row[first];
  out.second = row[second];
  out.kind = kind_of(row[feature_code], out.population);
  out.seat = row[feature_code] == "PPLC" ? 1 : row[feature_code] == "PPLA" ? 2 : 0;
  out.names.push_back({out.label, {}, bears_as_label});
  if (out.ascii != out.label) out.names.push_back({out.ascii, {}, bears_as_label});
  for (std::string_view const alternate : split_at(row[alternates], ',')) {
    if (is_usable_name(alternate)) out.names.push_back({std::string(alternate), {}, bears_unlabelled});
  }
  return true;
}

}  // namespace

Result<std::vector<SourcePlace>> read_geonames_table(std::istream& in, std::function<void(std::size_t)> const& read) {
  std::vector<SourcePlace> out;
  std::string line;
  while (out.size() < most_places && std::getline(in, line)) {
    if (read) read(line.size() + 1);
    if (line.size() > most_line_bytes) continue;
    if (line.ends_with('\r')) line.pop_back();
    SourcePlace place;
    if (read_row(make_valid_utf8(line), place)) out.push_back(std::move(place));
  }
  if (out.empty()) return failure(std::errc::invalid_argument, "reading GeoNames' table: it holds no place");
  return out;
}

}  // namespace rasid::gazetteer
