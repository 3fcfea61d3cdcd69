#include "extractors/places/spot_finder.h"

#include <algorithm>
#include <map>

#include "extractors/entities/case_forms.h"
#include "extractors/entities/read_demonyms.h"
#include "extractors/names/spelling.h"
#include "extractors/places/gazetteer_names.h"
#include "extractors/places/names_of_actors.h"

namespace rasid::places {
namespace {

using gazetteer::BearerRow;
using gazetteer::PlaceIndex;

constexpr std::size_t most_candidates = 48;  // of a spot: the most populous

/// Where a name is listed without the article, a word with it is most often another: السورية is Syrian, not Syria,
/// and البورصة the stock exchange, not Bursa.
bool took_article_off(names::Hit const& hit, std::string_view listed) {
  return hit.peeled.ends_with("ال") || (hit.peeled.ends_with("لل") && !listed.starts_with("ال"));
}

/// US, ALMA: what is written in capitals alone is seldom the village of Us, or Alma.
bool is_abbreviation(std::string_view written) {
  constexpr std::size_t longest = 5;
  return written.size() <= longest && std::ranges::all_of(written, [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The same place by two names of one spelling is one candidate; it is ambiguous only where both are. What is listed of
/// it wins over what the gazetteer says.
void add(Spot& spot, Candidate candidate) {
  auto const known = std::ranges::find(spot.candidates, candidate.place, &Candidate::place);
  if (known == spot.candidates.end()) {
    spot.candidates.push_back(candidate);
  } else if (known->from_gazetteer() != candidate.from_gazetteer()) {
    if (known->from_gazetteer()) *known = candidate;
  } else {
    known->ambiguous = known->ambiguous && candidate.ambiguous;
    known->quality = std::min(known->quality, candidate.quality);
  }
}

/// Joins spots of one range, and drops those that lie in longer ones or cross better ones. `raw` is in any order.
std::vector<Spot> without_overlaps(std::vector<Spot> raw, NamesOfActors const& actors) {
  std::map<ByteRange, Spot> by_range;
  for (Spot& spot : raw) {
    auto const [at, is_new] = by_range.try_emplace(spot.range, spot);
    if (is_new) continue;
    for (Candidate const& candidate : spot.candidates) add(at->second, candidate);
    at->second.is_word = at->second.is_word || spot.is_word;
  }
  std::vector<Spot> out;
  std::uint32_t reached = 0;  // map order: by begin, then shorter first, so a longer one from the same begin replaces
  for (auto& [range, spot] : by_range) {
    if (actors.hold(range)) continue;
    if (!out.empty() && spot.range.contains(out.back().range)) out.pop_back();
    if (range.end <= reached && !out.empty() && out.back().range.contains(range)) continue;
    if (!out.empty() && out.back().range.end > range.begin && !spot.any_listed()) continue;
    reached = std::max(reached, range.end);
    out.push_back(std::move(spot));
  }
  return out;
}

}  // namespace

SpotFinder::SpotFinder(std::shared_ptr<entities::Catalogue const> catalogue, std::uint64_t seed)
    : catalogue_(std::move(catalogue)), phrases_(phrases_of(*catalogue_)), table_(phrases_.texts, seed) {}

SpotFinder::Phrases SpotFinder::phrases_of(entities::Catalogue const& catalogue) {
  Phrases out;
  for (std::size_t i = 0; i < catalogue.all().size(); ++i) {
    entities::Entity const& entity = catalogue.all()[i];
    auto const place = static_cast<EntityIndex>(i);
    if (entity.kind != EntityKind::place) continue;
    bool const has_arabic = entity.is_named_in("ar");
    for (entities::Name const& name : entity.names) {
      out.texts.push_back(name.text);
      out.listed.push_back(
          {place, name.ambiguous, NameQuality::listed, has_arabic ? std::string_view(name.language) : "", {}});
    }
    for (entities::CaseForm& form : entities::case_forms(catalogue, place)) {
      out.texts.push_back(std::move(form.text));
      out.listed.push_back({place, form.ambiguous, NameQuality::form, {}, {}});
    }
  }
  for (entities::Demonym const& demonym : catalogue.demonyms()) {
    for (std::string& form : entities::forms_of_demonym(demonym)) {
      out.texts.push_back(std::move(form));
      out.listed.push_back({.demonym_of = demonym.country});
    }
  }
  return out;
}

void SpotFinder::add_listed(text::Document const& document, std::string_view language, Findings& out,
                            std::vector<Spot>& raw) const {
  std::vector<names::Hit> hits;
  table_.find(document, hits);
  for (names::Hit const& hit : hits) {
    Listed const& listed = phrases_.listed[hit.phrase];
    std::string_view const name = phrases_.texts[hit.phrase];
    if (!listed.demonym_of.empty()) {
      out.demonyms.push_back({listed.demonym_of, hit.first_token, hit.last_token});
      continue;
    }
    bool const one_word = hit.first_token == hit.last_token;
    if (one_word &&
        !(names::language_fits(listed.language, language) && names::spelling_fits(document.slice(hit.range), name)))
      continue;
    bool const doubtful = one_word && took_article_off(hit, name);
    if (doubtful && catalogue_->place_kind(listed.place) == "country") continue;
    Spot spot{.range = hit.range, .peeled = hit.peeled, .first_token = hit.first_token, .last_token = hit.last_token};
    spot.candidates.push_back({listed.place, name, listed.quality, listed.ambiguous || doubtful});
    raw.push_back(std::move(spot));
  }
}

void SpotFinder::add_compiled(text::Document const& document, std::string_view language, std::vector<Spot>& raw) const {
  gazetteer::Gazetteer const* const gazetteer = catalogue_->gazetteer();
  if (gazetteer == nullptr) return;
  std::vector<NameHit> hits;
  find_gazetteer_names(*gazetteer, document, hits);
  for (NameHit const& hit : hits) {
    bool const one_word = hit.first_token == hit.last_token;
    Spot spot{.range = hit.range,
              .peeled = hit.peeled,
              .first_token = hit.first_token,
              .last_token = hit.last_token,
              .is_word = one_word && (gazetteer->flags(hit.name) & gazetteer::name_is_word) != 0};
    if (one_word && is_abbreviation(document.slice(hit.range))) continue;
    for (BearerRow const& bearer : gazetteer->bearers(hit.name)) {
      std::string_view const written = gazetteer->written(bearer);
      if (one_word && !(names::language_fits(gazetteer::languages[bearer.language], language) &&
                        names::spelling_fits(document.slice(hit.range), written)))
        continue;
      bool const unlabelled = bearer.how == gazetteer::bears_unlabelled;
      spot.candidates.push_back({catalogue_->entity_of(PlaceIndex{bearer.place}), written,
                                 unlabelled ? NameQuality::unlabelled : NameQuality::common});
    }
    if (spot.candidates.size() > most_candidates) {
      std::ranges::stable_sort(spot.candidates, std::greater{},
                               [&](Candidate const& c) { return catalogue_->population(c.place); });
      spot.candidates.resize(most_candidates);
    }
    if (!spot.candidates.empty()) raw.push_back(std::move(spot));
  }
}

Findings SpotFinder::find(text::Document const& document, std::string_view language,
                          std::vector<Mention> const& actors) const {
  Findings out;
  std::vector<Spot> raw;
  add_listed(document, language, out, raw);
  add_compiled(document, language, raw);
  out.spots = without_overlaps(std::move(raw), NamesOfActors(actors));
  return out;
}

}  // namespace rasid::places
