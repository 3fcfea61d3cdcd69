#include "extractors/places/resolver.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "extractors/entities/geography.h"
#include "extractors/places/groups.h"
#include "extractors/places/surroundings.h"

namespace rasid::places {
namespace {

using entities::Catalogue;
using entities::GeoPoint;

constexpr float confidence_name = 1.0F;
constexpr float confidence_chosen = 0.85F;  // among several, by what else the article mentions
constexpr float confidence_guessed = 0.5F;  // among several, by population alone
constexpr float confidence_ambiguous = 0.7F;
constexpr float doubt_of_variants = 0.9F;
constexpr float doubt_of_peeling = 0.9F;  // a lone word less its proclitic may be another word altogether
constexpr float doubt_of_gazetteer = 0.9F;

constexpr std::size_t most_context = 256;  // places that count; bounds the work on an article that lists the world
constexpr std::size_t most_runners_up = 3;
constexpr double worth_of_relation = 2.5;
constexpr double worth_of_country_named = 1.5;
constexpr double worth_of_country_share = 1.5;
constexpr double worth_of_home = 1.5;
constexpr double worth_of_neighbours = 1.0;
constexpr double near = 200;          // km
constexpr double clear_margin = 1.0;  // on the scale of the prior: ten times the people
constexpr double great_margin = 2.0;
constexpr double weight_of_demonym = 0.7;
constexpr double weight_of_unsure = 0.3;

/// What the article mentions beyond doubt, and what it seems to.
struct Context {
  std::unordered_set<EntityIndex> places;
  std::unordered_set<EntityIndex> around;  // what contains one of them
  std::unordered_set<std::string> named_countries;
  std::map<std::string, double, std::less<>> countries;  // weights
  double all_countries = 0;
  std::vector<std::pair<EntityIndex, GeoPoint>> points;

  void add_country(std::string_view code, double weight) {
    if (code.empty()) return;
    auto const known = countries.find(code);
    (known == countries.end() ? countries.emplace(std::string(code), 0).first : known)->second += weight;
    all_countries += weight;
  }
};

class Resolver {
 public:
  Resolver(Findings const& findings, text::Document const& document, Catalogue const& catalogue, CueWords const& words,
           std::string_view home)
      : findings_(findings), catalogue_(catalogue), home_(home) {
    std::vector<Spot> const& spots = findings.spots;
    for (std::size_t i = 0; i < spots.size(); ++i) {
      bool const before = i > 0 && spots[i - 1].last_token + 1 == spots[i].first_token;
      bool const after = i + 1 < spots.size() && spots[i].last_token + 1 == spots[i + 1].first_token;
      around_.push_back(surroundings_of(spots[i], document, words, before, after));
    }
    groups_ = make_groups(findings, around_, document, catalogue, words);
  }

  std::vector<Mention> resolve() {
    gather_context();
    for (Group& group : groups_) weigh_in_context(group);
    // Once more, with what the first round made sure: Texas makes sure of Dallas, and Dallas of its suburbs.
    gather_context();
    for (Group& group : groups_) weigh_in_context(group);
    std::vector<Mention> out;
    for (Group& group : groups_) settle(group, out);
    return out;
  }

 private:
  /// Beyond doubt: listed, alone among what is listed, and clearly ahead; or a large place of the gazetteer.
  [[nodiscard]] bool is_sure(Group const& group) const {
    Weighed const* const best = group.best();
    if (best == nullptr || best->candidate.ambiguous || group.spots.empty()) return false;
    if (group.candidates.size() == 1 && !best->candidate.from_gazetteer()) return true;
    if (group.margin() < clear_margin) return false;
    auto const listed =
        std::ranges::count_if(group.candidates, [](Weighed const& w) { return !w.candidate.from_gazetteer(); });
    if (!best->candidate.from_gazetteer()) return listed == 1 || best->pattern > 0 || best->context > 0;
    return points_of(group, *best) >= points_needed(group, *best);
  }

  void gather_context() {
    context_ = {};
    for (Group const& group : groups_) {
      Weighed const* const best = group.best();
      if (best == nullptr || group.spots.empty()) continue;
      EntityIndex const place = best->candidate.place;
      bool const sure = is_sure(group);
      if (sure && context_.places.size() < most_context) add_sure(place);
      if (sure || !best->candidate.ambiguous) {
        context_.add_country(
            catalogue_.country(place),
            sure ? static_cast<double>(std::min<std::size_t>(group.spots.size(), 4)) : weight_of_unsure);
      }
    }
    for (DemonymHit const& demonym : findings_.demonyms) {
      context_.add_country(demonym.country, weight_of_demonym);
      context_.named_countries.emplace(demonym.country);
    }
  }

  void add_sure(EntityIndex place) {
    context_.places.insert(place);
    std::string_view const kind = catalogue_.place_kind(place);
    if (kind == "country") context_.named_countries.emplace(catalogue_.country(place));
    constexpr std::size_t most_levels = 16;
    std::size_t level = 0;
    for (auto outer = catalogue_.within(place); outer && level < most_levels; outer = catalogue_.within(*outer)) {
      context_.around.insert(*outer);
      ++level;
    }
    bool const area = kind == "country" || kind == "continent" || kind == "region" || kind == "province";
    if (auto const point = catalogue_.point(place); point && !area) context_.points.emplace_back(place, *point);
  }

  /// A place that contains it, or lies inside it, or itself by another name, is mentioned beyond doubt.
  [[nodiscard]] bool is_related(EntityIndex place) const {
    if (context_.around.contains(place)) return true;
    constexpr std::size_t most_levels = 16;
    std::size_t level = 0;
    for (std::optional<EntityIndex> at = place; at && level < most_levels; at = catalogue_.within(*at)) {
      if (context_.places.contains(*at)) return true;
      ++level;
    }
    return false;
  }

  [[nodiscard]] bool has_neighbours(EntityIndex place) const {
    auto const point = catalogue_.point(place);
    return point && std::ranges::any_of(context_.points, [&](auto const& sure) {
             return sure.first != place && entities::kilometres(*point, sure.second) < near;
           });
  }

  void weigh_in_context(Group& group) const {
    Weighed const* const own = is_sure(group) ? group.best() : nullptr;
    for (Weighed& each : group.candidates) {
      EntityIndex const place = each.candidate.place;
      std::string_view const country = catalogue_.country(place);
      bool const named = !country.empty() && context_.named_countries.contains(std::string(country)) &&
                         catalogue_.place_kind(place) != "country";
      double context = 0;
      each.related = &each != own && is_related(place);
      if (each.related) context += worth_of_relation;
      if (named) context += worth_of_country_named;
      if (auto const weight = context_.countries.find(country); weight != context_.countries.end() && own == nullptr) {
        context += worth_of_country_share * weight->second / context_.all_countries;
      }
      bool const neighbours = has_neighbours(place);
      if (neighbours) context += worth_of_neighbours;
      if (!home_.empty() && country == home_) context += worth_of_home;
      each.context = context;
      each.neighbours = neighbours;
      each.country_named = named;
    }
  }

  /// How much must speak for a name of the gazetteer before it counts as a place at all.
  [[nodiscard]] int points_needed(Group const& group, Weighed const& best) const {
    if (!best.candidate.from_gazetteer()) return 0;
    std::uint64_t const people = catalogue_.population(best.candidate.place);
    std::string_view const kind = catalogue_.place_kind(best.candidate.place);
    int need = people >= 100'000 ? 0 : people >= 15'000 ? 1 : 2;
    if (kind == "county" || kind == "district") need = std::max(need, 2);
    if (kind == "province" || kind == "country") need = people >= 1'000'000 ? 0 : 1;
    if (is_capital(best.candidate.place, catalogue_)) need = 0;
    if (best.candidate.quality == NameQuality::unlabelled) ++need;
    if (group.is_word) need += 2;
    if (group.given_name) ++need;
    bool const great = people >= 1'000'000 || is_capital(best.candidate.place, catalogue_);
    if ((group.of_person || group.acts) && !great) need += 2;
    if (group.short_word && !great) ++need;
    if (group.one_word && group.right_to_left) {
      if (people < 500'000) ++need;
      if (best.candidate.quality == NameQuality::unlabelled) need += group.short_word ? 3 : 1;
    }
    if (group.one_word && group.peeled && people < 500'000) ++need;
    if (group.is_word && group.opens_only) ++need;
    if (!group.one_word && !group.is_word) need = std::max(0, need - 1);
    if (group.in_longer_name && !group.cue) need += 2;
    return need;
  }

  [[nodiscard]] int points_of(Group const& group, Weighed const& best) const {
    int points = best.evidence;
    if (group.cue && best.pattern >= 0) points += 3;
    if (group.preposition) ++points;
    if (best.related) ++points;
    if (best.country_named || best.related) ++points;
    if (best.neighbours) ++points;
    if (!home_.empty() && catalogue_.country(best.candidate.place) == home_) ++points;
    return points;
  }

  void settle(Group& group, std::vector<Mention>& out) const {
    // A listed name marked ambiguous counts only where something else in the article speaks for it.
    std::erase_if(group.candidates, [](Weighed const& w) {
      return w.candidate.ambiguous && !w.related && w.pattern <= 0 && w.evidence == 0;
    });
    Weighed const* const best = group.best();
    if (best == nullptr || points_of(group, *best) < points_needed(group, *best)) return;
    std::vector<EntityIndex> const others = runners_up(group, *best);
    float const confidence = confidence_of(group, *best);
    for (std::size_t const spot : group.spots) out.push_back(mention_of(spot, *best, confidence, others));
  }

  [[nodiscard]] float confidence_of(Group const& group, Weighed const& best) const {
    float out = confidence_name;
    if (group.candidates.size() > 1 && group.margin() < great_margin) {
      out = best.context > 0 || best.pattern > 0 ? confidence_chosen : confidence_guessed;
    } else if (best.candidate.ambiguous) {
      out = confidence_ambiguous;
    }
    return best.candidate.from_gazetteer() ? out * doubt_of_gazetteer : out;
  }

  static std::vector<EntityIndex> runners_up(Group const& group, Weighed const& best) {
    std::vector<Weighed const*> others;
    for (Weighed const& each : group.candidates) {
      if (&each != &best) others.push_back(&each);
    }
    std::ranges::stable_sort(others, std::greater{}, [](Weighed const* w) { return w->score(); });
    std::vector<EntityIndex> out;
    for (Weighed const* each : others) {
      if (out.size() < most_runners_up) out.push_back(each->candidate.place);
    }
    return out;
  }

  [[nodiscard]] Mention mention_of(std::size_t index, Weighed const& best, float confidence,
                                   std::vector<EntityIndex> others) const {
    Spot const& spot = findings_.spots[index];
    Method const method = best.candidate.quality == NameQuality::form ? Method::variant : Method::name;
    if (method == Method::variant) confidence *= doubt_of_variants;
    if (spot.one_word() && !spot.peeled.empty()) confidence *= doubt_of_peeling;
    return {.range = spot.range,
            .entity = best.candidate.place,
            .kind = EntityKind::place,
            .method = method,
            .confidence = confidence,
            .matched = std::string(best.candidate.matched),
            .peeled = std::string(spot.peeled),
            .for_government = around_[index].acts && is_capital(best.candidate.place, catalogue_),
            .runners_up = std::move(others)};
  }

  Findings const& findings_;
  Catalogue const& catalogue_;
  std::string_view home_;
  std::vector<Surroundings> around_;
  std::vector<Group> groups_;
  Context context_;
};

}  // namespace

std::vector<Mention> resolve(Findings const& findings, text::Document const& document, Catalogue const& catalogue,
                             CueWords const& words, std::string_view home) {
  if (findings.spots.empty()) return {};
  return Resolver(findings, document, catalogue, words, home).resolve();
}

}  // namespace rasid::places
