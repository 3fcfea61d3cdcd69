#include "extractors/actors/actors.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "extractors/actors/apposition.h"
#include "extractors/actors/spellings.h"
#include "extractors/entities/case_forms.h"
#include "extractors/names/phrase_table.h"
#include "extractors/names/russian_forms.h"
#include "extractors/names/spelling.h"
#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

constexpr float confidence_name = 1.0F;
constexpr float confidence_variant = 0.9F;
constexpr float confidence_role = 0.8F;
constexpr float confidence_ambiguous = 0.7F;
constexpr float doubt_of_peeling = 0.9F;  // a lone word less its proclitic may be another word altogether
constexpr float doubt_of_namesakes = 0.5F;

/// A phrase to look for and whose it is.
struct Listed {
  EntityIndex entity{};
  Method method = Method::name;
  bool ambiguous = false;
  std::uint16_t role = 0;     // index into the entity's roles, where it is one
  std::string_view language;  // of the listed name, where it tells in which articles that may stand alone
};

struct Phrases {
  std::vector<std::string> texts;
  std::vector<Listed> listed;

  void add(std::string text, Listed entry) {
    texts.push_back(std::move(text));
    listed.push_back(entry);
  }
};

void add_names(entities::Catalogue const& catalogue, EntityIndex index, Phrases& out) {
  entities::Entity const& actor = catalogue[index];
  bool const has_arabic = actor.is_named_in("ar");
  auto const language_of = [&](entities::Name const& name) {
    return has_arabic ? std::string_view(name.language) : std::string_view();
  };
  std::unordered_set<std::string> known;  // folded; a listed name is never a variant of another
  for (entities::Name const& name : actor.names) {
    known.insert(text::fold(name.text));
    out.add(name.text, {index, Method::name, name.ambiguous, 0, language_of(name)});
  }
  for (entities::Name const& name : actor.names) {
    for (std::string& spelling : spellings_of(name.text, actor.kind)) {
      if (known.insert(spelling).second)
        out.add(std::move(spelling), {index, Method::variant, name.ambiguous, 0, language_of(name)});
    }
  }
  for (entities::CaseForm& form : entities::case_forms(catalogue, index)) {
    if (!known.insert(form.folded).second) continue;
    out.add(std::move(form.text), {index, Method::variant, form.ambiguous, 0, {}});
  }
}

void add_roles(entities::Entity const& actor, EntityIndex index, Phrases& out) {
  std::size_t const roles = std::min<std::size_t>(actor.roles.size(), std::numeric_limits<std::uint16_t>::max());
  for (std::size_t i = 0; i < roles; ++i) {
    entities::Role const& role = actor.roles[i];
    Listed const listed{index, Method::role, false, static_cast<std::uint16_t>(i), {}};
    out.add(role.text, listed);
    if (!role.language.empty() && role.language != "ru") continue;
    for (std::string& form : names::russian_forms(role.text, names::Declines::office)) out.add(std::move(form), listed);
  }
}

Phrases phrases_of(entities::Catalogue const& catalogue) {
  Phrases out;
  for (std::size_t i = 0; i < catalogue.all().size(); ++i) {
    entities::Entity const& entity = catalogue.all()[i];
    if (entity.kind == EntityKind::place) continue;
    add_names(catalogue, static_cast<EntityIndex>(i), out);
    add_roles(entity, static_cast<EntityIndex>(i), out);
  }
  return out;
}

float confidence_of(Method method) {
  if (method == Method::name) return confidence_name;
  return method == Method::variant ? confidence_variant : confidence_role;
}

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
      : catalogue_(std::move(catalogue)), phrases_(std::move(phrases)), table_(phrases_.texts, seed) {}

  [[nodiscard]] std::string_view name() const noexcept override { return "actors"; }

  void extract(text::Document const& document, ArticleFacts const& facts, std::vector<Mention>& found) const override {
    std::vector<names::Hit> hits;
    table_.find(document, hits);
    Appositions const appositions = appositions_of(document, hits, facts.language);
    std::vector<Candidate> candidates;
    std::unordered_set<EntityIndex> sure;
    for (names::Hit const& hit : hits) {
      Listed const& listed = phrases_.listed[hit.phrase];
      if (!counts(document, hit, listed, facts.language)) continue;
      if (listed.method == Method::role && !is_held(hit, listed, appositions, facts.time)) continue;
      candidates.push_back({mention_of(hit, listed), listed.ambiguous});
      if (!listed.ambiguous) sure.insert(listed.entity);
    }
    std::erase_if(candidates, [&](Candidate const& c) { return c.ambiguous && !sure.contains(c.mention.entity); });
    keep_longest(candidates);
    doubt_namesakes(candidates);
    for (Candidate& each : candidates) found.push_back(std::move(each.mention));
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

  [[nodiscard]] bool is_held(names::Hit const& hit, Listed const& listed, Appositions const& appositions,
                             Timestamp time) const {
    if (auto const bearer = appositions.bearer(hit)) return *bearer == listed.entity;
    return (*catalogue_)[listed.entity].roles[listed.role].held_at(time);
  }

  [[nodiscard]] Mention mention_of(names::Hit const& hit, Listed const& listed) const {
    float confidence = listed.ambiguous ? confidence_ambiguous : confidence_of(listed.method);
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
};

}  // namespace

std::unique_ptr<Extractor> make_actor_extractor(std::shared_ptr<entities::Catalogue const> catalogue,
                                                std::uint64_t seed) {
  Phrases phrases = phrases_of(*catalogue);
  return std::make_unique<ActorExtractor>(std::move(catalogue), std::move(phrases), seed);
}

}  // namespace rasid::actors
