#include "extractors/places/places.h"

#include <algorithm>
#include <map>
#include <set>

#include "extractors/entities/case_forms.h"
#include "extractors/names/phrase_table.h"
#include "extractors/names/spelling.h"

namespace rasid::places {
namespace {

constexpr float confidence_name = 1.0F;
constexpr float confidence_chosen = 0.85F;  // among several, by what else the article mentions
constexpr float confidence_guessed = 0.5F;  // among several, by population alone
constexpr float confidence_ambiguous = 0.7F;
constexpr float doubt_of_variants = 0.9F;
constexpr float doubt_of_peeling = 0.9F;  // a lone word less its proclitic may be another word altogether

constexpr std::size_t limit_context =
    256;                                // sure places that count; bounds the work on an article that lists the world
constexpr int weight_of_relation = 10;  // containing or contained, against one place of the same country

struct Listed {
  EntityIndex place{};
  bool ambiguous = false;
  Method method = Method::name;
  std::string_view language;  // of the listed name, where it tells in which articles that may stand alone
};

struct Candidate {
  EntityIndex place{};
  std::uint32_t phrase = 0;
  bool ambiguous = false;
};

/// Every name and every generated form, and whose it is.
struct Phrases {
  std::vector<std::string> texts;
  std::vector<Listed> listed;  // by phrase
};

/// A spot of the text that names a place, and the places it may name.
struct Spot {
  ByteRange range;
  std::string peeled;
  bool one_word = false;
  std::vector<Candidate> candidates;

  [[nodiscard]] bool is_sure() const { return candidates.size() == 1 && !candidates[0].ambiguous; }
};

/// The longer names that actors' mentions take up: the Baghdad of "Baghdad Brigades" tells nothing of where things
/// happen. Roles are not names: the Iraq of "prime minister of Iraq" is one.
class NamesOfActors {
 public:
  explicit NamesOfActors(std::vector<Mention> const& mentions) {
    for (Mention const& each : mentions) {
      if (each.method != Method::role) ranges_.push_back(each.range);
    }
    std::ranges::sort(ranges_);
    std::uint32_t furthest = 0;
    for (ByteRange const each : ranges_) reach_.push_back(furthest = std::max(furthest, each.end));
  }

  /// True where one of them holds `range` and more.
  [[nodiscard]] bool hold(ByteRange range) const {
    auto const before = std::ranges::lower_bound(ranges_, range.begin, {}, &ByteRange::begin) - ranges_.begin();
    auto const upto = std::ranges::upper_bound(ranges_, range.begin, {}, &ByteRange::begin) - ranges_.begin();
    if (before > 0 && reach_[static_cast<std::size_t>(before - 1)] >= range.end) return true;
    return upto > before && ranges_[static_cast<std::size_t>(upto - 1)].end > range.end;
  }

 private:
  std::vector<ByteRange> ranges_;     // ascending by begin, then end
  std::vector<std::uint32_t> reach_;  // the furthest end of this range and those before it
};

class PlaceExtractor final : public Extractor {
 public:
  PlaceExtractor(std::shared_ptr<entities::Catalogue const> catalogue, Phrases phrases, std::uint64_t seed)
      : catalogue_(std::move(catalogue)), phrases_(std::move(phrases)), table_(phrases_.texts, seed) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "places"; }

  void extract(text::Document const& document, ArticleFacts const& facts, std::vector<Mention>& found) const override {
    std::vector<Spot> const spots = spots_of(document, facts.language, found);
    Context const context = context_of(spots);
    for (Spot const& spot : spots) {
      if (std::optional<Mention> mention = settle(spot, context)) found.push_back(std::move(*mention));
    }
  }

 private:
  /// What the article mentions beyond doubt.
  struct Context {
    std::set<EntityIndex> places;
    std::map<std::string, int> countries;  // and how many mentions lie in each
  };

  [[nodiscard]] std::vector<Spot> spots_of(text::Document const& document, std::string_view language,
                                           std::vector<Mention> const& actors) const {
    std::vector<names::Hit> hits;
    table_.find(document, hits);
    std::map<ByteRange, Spot> by_range;
    for (names::Hit const& hit : hits) {
      bool const one_word = hit.first_token == hit.last_token;
      if (one_word && !may_stand_alone(document.slice(hit.range), hit.phrase, language)) continue;
      Listed const& listed = phrases_.listed[hit.phrase];
      bool const doubtful = one_word && took_article_off(hit, phrases_.texts[hit.phrase]);
      if (doubtful && (*catalogue_)[listed.place].place_kind == "country") continue;
      Spot& spot = by_range[hit.range];
      spot.range = hit.range;
      spot.peeled = hit.peeled;
      spot.one_word = one_word;
      add(spot, {listed.place, hit.phrase, listed.ambiguous || doubtful});
    }
    NamesOfActors const names_of_actors(actors);
    std::vector<Spot> out;
    std::uint32_t reached = 0;  // map order: by begin, then shorter first, so a longer one from the same begin replaces
    for (auto& [range, spot] : by_range) {
      if (names_of_actors.hold(range)) continue;
      if (!out.empty() && spot.range.contains(out.back().range)) out.pop_back();
      if (range.end <= reached && !out.empty() && out.back().range.contains(range)) continue;
      reached = std::max(reached, range.end);
      out.push_back(std::move(spot));
    }
    return out;
  }

  /// Where a name is listed without the article, a word with it is most often another: السورية is Syrian, not Syria,
  /// and البورصة the stock exchange, not Bursa.
  [[nodiscard]] static bool took_article_off(names::Hit const& hit, std::string_view listed) {
    return hit.peeled.ends_with("ال") || (hit.peeled.ends_with("لل") && !listed.starts_with("ال"));
  }

  [[nodiscard]] bool may_stand_alone(std::string_view word, std::uint32_t phrase, std::string_view language) const {
    return names::language_fits(phrases_.listed[phrase].language, language) &&
           names::spelling_fits(word, phrases_.texts[phrase]);
  }

  /// The same place by two names of one spelling is one candidate; it is ambiguous only where both are.
  static void add(Spot& spot, Candidate candidate) {
    auto const known = std::ranges::find(spot.candidates, candidate.place, &Candidate::place);
    if (known == spot.candidates.end()) {
      spot.candidates.push_back(candidate);
    } else {
      known->ambiguous = known->ambiguous && candidate.ambiguous;
    }
  }

  [[nodiscard]] Context context_of(std::vector<Spot> const& spots) const {
    Context context;
    for (Spot const& spot : spots) {
      if (!spot.is_sure()) continue;
      if (context.places.size() < limit_context) context.places.insert(spot.candidates[0].place);
      std::string const& country = (*catalogue_)[spot.candidates[0].place].country;
      if (!country.empty()) ++context.countries[country];
    }
    return context;
  }

  [[nodiscard]] bool related(EntityIndex place, Context const& context) const {
    return std::ranges::any_of(context.places, [&](EntityIndex sure) {
      return catalogue_->lies_within(place, sure) || catalogue_->lies_within(sure, place);
    });
  }

  [[nodiscard]] int score(EntityIndex place, Context const& context) const {
    auto const country = context.countries.find((*catalogue_)[place].country);
    int const same_country = country == context.countries.end() ? 0 : std::min(country->second, weight_of_relation - 1);
    return same_country + (related(place, context) ? weight_of_relation : 0);
  }

  [[nodiscard]] std::optional<Mention> settle(Spot const& spot, Context const& context) const {
    if (spot.is_sure()) return mention_of(spot, spot.candidates[0], confidence_name);
    std::vector<Candidate> open;
    for (Candidate const& each : spot.candidates) {
      if (!each.ambiguous || related(each.place, context)) open.push_back(each);
    }
    if (open.empty()) return std::nullopt;
    if (open.size() == 1 && open[0].ambiguous) return mention_of(spot, open[0], confidence_ambiguous);
    auto const better = [&](Candidate const& a, Candidate const& b) {
      return std::pair(score(a.place, context), (*catalogue_)[a.place].population) <
             std::pair(score(b.place, context), (*catalogue_)[b.place].population);
    };
    Candidate const& best = *std::ranges::max_element(open, better);
    return mention_of(spot, best, score(best.place, context) > 0 ? confidence_chosen : confidence_guessed);
  }

  [[nodiscard]] Mention mention_of(Spot const& spot, Candidate const& chosen, float confidence) const {
    Method const method = phrases_.listed[chosen.phrase].method;
    if (method == Method::variant) confidence *= doubt_of_variants;
    if (spot.one_word && !spot.peeled.empty()) confidence *= doubt_of_peeling;
    return {.range = spot.range,
            .entity = chosen.place,
            .kind = EntityKind::place,
            .method = method,
            .confidence = confidence,
            .matched = phrases_.texts[chosen.phrase],
            .peeled = spot.peeled};
  }

  std::shared_ptr<entities::Catalogue const> catalogue_;
  Phrases phrases_;
  names::PhraseTable table_;
};

}  // namespace

std::unique_ptr<Extractor> make_place_extractor(std::shared_ptr<entities::Catalogue const> catalogue,
                                                std::uint64_t seed) {
  Phrases phrases;
  for (std::size_t i = 0; i < catalogue->all().size(); ++i) {
    entities::Entity const& entity = catalogue->all()[i];
    auto const place = static_cast<EntityIndex>(i);
    if (entity.kind != EntityKind::place) continue;
    bool const has_arabic = entity.is_named_in("ar");
    for (entities::Name const& name : entity.names) {
      phrases.texts.push_back(name.text);
      phrases.listed.push_back(
          {place, name.ambiguous, Method::name, has_arabic ? std::string_view(name.language) : ""});
    }
    for (entities::CaseForm& form : entities::case_forms(*catalogue, place)) {
      phrases.texts.push_back(std::move(form.text));
      phrases.listed.push_back({place, form.ambiguous, Method::variant, {}});
    }
  }
  return std::make_unique<PlaceExtractor>(std::move(catalogue), std::move(phrases), seed);
}

}  // namespace rasid::places
