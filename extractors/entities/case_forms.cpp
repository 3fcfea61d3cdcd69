#include "extractors/entities/case_forms.h"

#include <unordered_set>

#include "extractors/names/russian_forms.h"
#include "extractors/text/fold.h"

namespace rasid::entities {

std::vector<CaseForm> case_forms(Catalogue const& catalogue, EntityIndex entity) {
  bool const is_person = catalogue[entity].kind == EntityKind::person;
  std::vector<CaseForm> out;
  std::unordered_set<std::string> known;
  for (Name const& name : catalogue[entity].names) {
    if (!name.language.empty() && name.language != "ru") continue;
    for (std::string& form :
         names::russian_forms(name.text, is_person ? names::Declines::person : names::Declines::thing)) {
      std::string folded = text::fold(form);
      if (catalogue.is_listed(folded) || !known.insert(folded).second) continue;
      out.push_back({std::move(form), std::move(folded), name.ambiguous});
    }
  }
  return out;
}

}  // namespace rasid::entities
