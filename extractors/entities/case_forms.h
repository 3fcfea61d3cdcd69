#pragma once

#include "extractors/entities/catalogue.h"

namespace rasid::entities {

/// A form of a listed name in another grammatical case.
struct CaseForm {
  std::string text;
  std::string folded;
  bool ambiguous = false;  // as the name it is a form of
};

/// Every case form of the entity's Russian names (and of those without a language), each once. A form that anybody in
/// the catalogue is listed by is left out: what is listed wins. Some five for each Russian name.
std::vector<CaseForm> case_forms(Catalogue const& catalogue, EntityIndex entity);

}  // namespace rasid::entities
