#include "extractors/entities/same_places.h"

#include <algorithm>
#include <unordered_map>

#include "extractors/entities/geography.h"
#include "extractors/text/fold.h"

namespace rasid::entities {
namespace {

using gazetteer::Gazetteer;
using gazetteer::Kind;
using gazetteer::PlaceIndex;
using gazetteer::PlaceRow;

constexpr double near_settlement = 30;  // km
constexpr double near_quarter = 8;
constexpr double near_county = 100;
constexpr double near_region = 1500;  // the middle of Nunavut is where one takes it to be

GeoPoint point_of(PlaceRow const& row) {
  return {row.latitude / 1e6, row.longitude / 1e6};
}

/// How far apart the same place may be by two accounts; nothing where the kinds do not fit.
std::optional<double> tolerance(std::string_view listed, Kind compiled) {
  if (listed == "province" || listed == "region") {
    if (compiled == Kind::province) return near_region;
    return compiled == Kind::county ? std::optional(near_county) : std::nullopt;
  }
  bool const settlement = compiled >= Kind::city;
  if (listed == "city" || listed == "town" || listed == "village") {
    return settlement ? std::optional(near_settlement) : std::nullopt;
  }
  if (listed == "district" || listed == "camp") return settlement ? std::optional(near_quarter) : std::nullopt;
  return std::nullopt;
}

class Finder {
 public:
  explicit Finder(Gazetteer const& gazetteer) : gazetteer_(gazetteer) {
    for (std::uint32_t i = 0; i < gazetteer.size(); ++i) {
      PlaceIndex const place{i};
      if (gazetteer[place].kind == Kind::country) countries_.emplace(gazetteer.country(place), place);
    }
  }

  [[nodiscard]] std::optional<PlaceIndex> find(Entity const& listed) const {
    if (listed.place_kind == "country") {
      auto const country = countries_.find(listed.country);
      return country == countries_.end() ? std::nullopt : std::optional(country->second);
    }
    std::optional<PlaceIndex> best;
    if (!listed.point) return best;
    consider(listed, listed.label, best);
    for (Name const& name : listed.names) consider(listed, name.text, best);
    return best;
  }

 private:
  void consider(Entity const& listed, std::string_view name, std::optional<PlaceIndex>& best) const {
    auto const found = gazetteer_.find(text::fold(name));
    if (!found) return;
    for (gazetteer::BearerRow const& bearer : gazetteer_.bearers(*found)) {
      PlaceIndex const place{bearer.place};
      PlaceRow const& row = gazetteer_[place];
      auto const tolerated = tolerance(listed.place_kind, row.kind);
      bool const same_country = listed.country.empty() || listed.country == gazetteer_.country(place);
      if (!tolerated || !same_country || kilometres(*listed.point, point_of(row)) > *tolerated) continue;
      if (!best || better(row, gazetteer_[*best])) best = place;
    }
  }

  /// Larger regions before smaller ones, towns before their quarters, then the larger.
  static bool better(PlaceRow const& a, PlaceRow const& b) {
    auto const level = [](PlaceRow const& row) {
      return row.kind < Kind::city ? row.kind : row.kind == Kind::district ? Kind::district : Kind::city;
    };
    if (level(a) != level(b)) return level(a) < level(b);
    return a.population > b.population;
  }

  Gazetteer const& gazetteer_;
  std::unordered_map<std::string_view, PlaceIndex> countries_;
};

}  // namespace

std::vector<SamePlace> same_places(std::vector<Entity> const& listed, Gazetteer const& gazetteer) {
  Finder const finder(gazetteer);
  std::vector<SamePlace> out;
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (listed[i].kind != EntityKind::place) continue;
    if (auto const place = finder.find(listed[i])) out.push_back({*place, static_cast<EntityIndex>(i)});
  }
  std::ranges::stable_sort(out, {}, &SamePlace::compiled);  // the first that is listed stands for it
  auto const again = std::ranges::unique(out, {}, &SamePlace::compiled);
  out.erase(again.begin(), again.end());
  return out;
}

}  // namespace rasid::entities
