#include "extractors/actors/phrases.h"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_set>

#include "extractors/actors/office_wordings.h"
#include "extractors/actors/variants.h"
#include "extractors/entities/case_forms.h"
#include "extractors/names/russian_forms.h"
#include "extractors/text/fold.h"

namespace rasid::actors {
namespace {

constexpr float confidence_name = 1.0F;
constexpr float confidence_case_form = 0.9F;
constexpr float confidence_role = 0.8F;
constexpr float confidence_ambiguous = 0.7F;

float doubted(float confidence, bool ambiguous) {
  return ambiguous ? std::min(confidence, confidence_ambiguous) : confidence;
}

void add_names(entities::Catalogue const& catalogue, EntityIndex index, VariantMaker const& maker, Phrases& out) {
  entities::Entity const& actor = catalogue[index];
  bool const has_arabic = actor.is_named_in("ar");
  auto const telling = [&](std::string_view language) { return has_arabic ? language : std::string_view(); };
  std::unordered_set<std::string> known;  // folded; a listed name is never a variant of another
  for (entities::Name const& name : actor.names) {
    known.insert(text::fold(name.text));
    out.add(name.text, {index, Method::name, name.ambiguous, false, 0, doubted(confidence_name, name.ambiguous),
                        telling(name.language)});
  }
  if (actor.variants.made != entities::Variants::Made::none) {
    for (std::string const& refused : actor.variants.refused) known.insert(text::fold(refused));
    for (entities::CaseForm& form : entities::case_forms(catalogue, index)) {
      if (!known.insert(form.folded).second) continue;
      out.add(std::move(form.text),
              {index, Method::variant, form.ambiguous, false, 0, doubted(confidence_case_form, form.ambiguous), {}});
    }
  }
  for (Variant& variant : maker.variants_of(index)) {
    if (!known.insert(text::fold(variant.text)).second) continue;
    bool const surname = variant.rule == VariantRule::surname;
    out.add(std::move(variant.text), {index, Method::variant, variant.ambiguous, surname, 0,
                                      doubted(variant.score, variant.ambiguous), telling(variant.language)});
  }
}

/// Wordings of offices, each office put into words once: five prime ministers share theirs.
class SharedWordings {
 public:
  explicit SharedWordings(entities::Catalogue const& catalogue) : words_(catalogue) {}

  std::vector<std::string> const* of(entities::Role const& role) {
    std::optional<Office> const office = words_.office_of(role);
    if (!office) return nullptr;
    auto const [at, fresh] = known_.try_emplace({office->concept_key, office->of});
    if (fresh) at->second = words_.wordings(*office);
    return &at->second;
  }

 private:
  OfficeWordings words_;
  std::map<std::pair<std::string, EntityIndex>, std::vector<std::string>> known_;
};

void add_roles(entities::Entity const& actor, EntityIndex index, SharedWordings& offices, Phrases& out) {
  std::size_t const roles = std::min<std::size_t>(actor.roles.size(), std::numeric_limits<std::uint16_t>::max());
  for (std::size_t i = 0; i < roles; ++i) {
    entities::Role const& role = actor.roles[i];
    Listed const listed{index, Method::role, false, false, static_cast<std::uint16_t>(i), confidence_role, {}};
    std::unordered_set<std::string> known;
    auto const add = [&](std::string text) {
      if (known.insert(text::fold(text)).second) out.add(std::move(text), listed);
    };
    if (!role.text.empty()) {
      add(role.text);
      if (role.language.empty() || role.language == "ru") {
        for (std::string& form : names::russian_forms(role.text, names::Declines::office)) add(std::move(form));
      }
    }
    if (auto const* const wordings = offices.of(role)) {
      for (std::string const& wording : *wordings) add(wording);
    }
  }
}

}  // namespace

Phrases phrases_of(entities::Catalogue const& catalogue) {
  Phrases out;
  VariantMaker const maker(catalogue);
  SharedWordings offices(catalogue);
  for (std::size_t i = 0; i < catalogue.all().size(); ++i) {
    entities::Entity const& entity = catalogue.all()[i];
    if (entity.kind == EntityKind::place) continue;
    add_names(catalogue, static_cast<EntityIndex>(i), maker, out);
    add_roles(entity, static_cast<EntityIndex>(i), offices, out);
  }
  return out;
}

}  // namespace rasid::actors
