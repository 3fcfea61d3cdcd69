#include "extractors/actors/actors.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "extractors/actors/apposition.h"
#include "extractors/actors/other_office.h"
#include "extractors/actors/phrases.h"
#include "extractors/actors/references.h"
#include "extractors/actors/someone_else.h"
#include "extractors/names/phrase_table.h"
#include "extractors/names/spelling.h"

namespace rasid::actors {
namespace {

constexpr float doubt_of_peeling = 0.9F;  // a lone word less its proclitic may be another word altogether
constexpr float doubt_of_namesakes = 0.5F;

struct Candidate {
  Mention mention;
  bool ambiguous = false;
};

/// Of one actor's overlapping mentions the longest stays; a listed name before a variant before a role.
void keep_longest(std::vector<Candidate>& all) {
  auto const rank = [](Mention const& m) {
    return std::tuple(std::numeric_limits<std::uint32_t>::max() - m.range.size(), m.method);
  };
  std::ranges::sort(all, {}, [&](Candidate const& c) {
    return std::tuple(c.mention.entity, c.mention.range.begin, rank(c.mention), c.ambiguous);
  });
  std::vector<Candidate> kept;
  for (Candidate& each : all) {
    bool const overlaps = !kept.empty() && kept.back().mention.entity == each.mention.entity &&
                          kept.back().mention.range.overlaps(each.mention.range);
    if (!overlaps) {
      kept.push_back(std::move(each));
    } else if (rank(each.mention) < rank(kept.back().mention)) {
      kept.back() = std::move(each);
    }
  }
  all = std::move(kept);
}

void doubt_namesakes(std::vector<Candidate>& all) {
  std::map<ByteRange, int> bearers;
  for (Candidate const& each : all) ++bearers[each.mention.range];
  for (Candidate& each : all) {
    if (bearers[each.mention.range] > 1) each.mention.confidence *= doubt_of_namesakes;
  }
}

class ActorExtractor final : public Extractor {
 public:
  ActorExtractor(std::shared_ptr<entities::Catalogue const> catalogue, Phrases phrases, std::uint64_t seed)
      : catalogue_(std::move(catalogue)),
        phrases_(std::move(phrases)),
        table_(phrases_.texts, seed),
        someone_else_(*catalogue_, seed),
        references_(*catalogue_, seed) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "actors"; }

  void extract(text::Document const& document, ArticleFacts const& facts, std::vector<Mention>& found) const override {
    std::vector<names::Hit> hits;
    table_.find(document, hits);
    someone_else_.drop(document, phrases_.listed, hits);
    Appositions const appositions = appositions_of(document, hits, facts.language);
    std::vector<Candidate> candidates;
    std::vector<References::Surname> surnames;
    std::unordered_set<EntityIndex> sure;
    for (names::Hit const& hit : hits) {
      Listed const& listed = phrases_.listed[hit.phrase];
      if (!counts(document, hit, listed, facts.language)) continue;
      if (listed.surname) {
        surnames.push_back({listed.entity, hit.range, hit.last_token, hit.peeled});
        continue;
      }
      if (listed.method == Method::role && !is_held(document, hit, listed, appositions, facts.time)) continue;
      candidates.push_back({mention_of(hit, listed), listed.ambiguous});
      if (!listed.ambiguous) sure.insert(listed.entity);
    }
    std::erase_if(candidates, [&](Candidate const& c) { return c.ambiguous && !sure.contains(c.mention.entity); });
    keep_longest(candidates);
    doubt_namesakes(candidates);
    std::vector<Mention> actors;
    for (Candidate& each : candidates) actors.push_back(std::move(each.mention));
    references_.find(document, facts, surnames, actors);
    std::ranges::move(actors, std::back_inserter(found));
  }

 private:
  [[nodiscard]] bool counts(text::Document const& document, names::Hit const& hit, Listed const& listed,
                            std::string_view language) const {
    if (listed.method == Method::role || hit.first_token != hit.last_token) return true;
    return names::language_fits(listed.language, language) &&
           names::spelling_fits(document.slice(hit.range), phrases_.texts[hit.phrase]);
  }

  [[nodiscard]] Appositions appositions_of(text::Document const& document, std::vector<names::Hit> const& hits,
                                           std::string_view language) const {
    Appositions out(document);
    for (names::Hit const& hit : hits) {
      Listed const& listed = phrases_.listed[hit.phrase];
      if (listed.method == Method::role) {
        out.add_role(hit, listed.entity);
      } else if (counts(document, hit, listed, language)) {
        out.add_name(hit, listed.entity);
      }
    }
    return out;
  }

  [[nodiscard]] bool is_held(text::Document const& document, names::Hit const& hit, Listed const& listed,
                             Appositions const& appositions, Timestamp time) const {
    if (auto const bearer = appositions.bearer(hit)) return *bearer == listed.entity;
    if (is_another_office(document, hit.first_token, hit.last_token)) return false;
    return (*catalogue_)[listed.entity].roles[listed.role].held_at(time);
  }

  [[nodiscard]] Mention mention_of(names::Hit const& hit, Listed const& listed) const {
    float confidence = listed.confidence;
    if (hit.first_token == hit.last_token && !hit.peeled.empty()) confidence *= doubt_of_peeling;
    return {.range = hit.range,
            .entity = listed.entity,
            .kind = (*catalogue_)[listed.entity].kind,
            .method = listed.method,
            .confidence = confidence,
            .matched = phrases_.texts[hit.phrase],
            .peeled = std::string(hit.peeled)};
  }

  std::shared_ptr<entities::Catalogue const> catalogue_;
  Phrases phrases_;
  names::PhraseTable table_;
  SomeoneElse someone_else_;
  References references_;
};

}  // namespace

std::unique_ptr<Extractor> make_actor_extractor(std::shared_ptr<entities::Catalogue const> catalogue,
                                                std::uint64_t seed) {
  Phrases phrases = phrases_of(*catalogue);
  return std::make_unique<ActorExtractor>(std::move(catalogue), std::move(phrases), seed);
}

}  // namespace rasid::actors
