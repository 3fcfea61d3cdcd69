#pragma once

#include <optional>
#include <vector>

#include "extractors/extraction/extraction.h"

namespace rasid {

/// A name as it stands in a text, once, whatever it may refer to.
struct NamedSpan {
  ByteRange range;
  EntityKind kind = EntityKind::person;
  Method method = Method::name;
  float confidence = 1.0F;
  std::optional<EntityIndex> entity;       // nothing where it is on no list
  Discovered const* discovered = nullptr;  // what it is then; of the extraction
};

/// The names of an extraction as annotators of texts mark them: ascending and not overlapping. Of names that overlap
/// the longest stands, then the surer one. Roles describe somebody and are no names: "prime minister of Iraq" gives way
/// to the Iraq in it.
std::vector<NamedSpan> named_spans(Extraction const& extraction, entities::Catalogue const& catalogue);

}  // namespace rasid
