#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/mention.h"

namespace rasid::actors {

/// Other spellings of a listed name that writers use as a matter of course, without the listed one itself:
/// - "Last, First" for persons;
/// - the article of an Arabic family name in Latin or Cyrillic dropped (where two words remain), joined, or el for al;
/// - in Arabic writing: the article of a single family name dropped, عبد ال joined and split, أبو in its three cases,
///   ابن for بن, two words joined as a joiner joins them in Persian, and the reverse.
/// Few for each name; all are found with Method::variant.
std::vector<std::string> spellings_of(std::string_view name, EntityKind kind);

}  // namespace rasid::actors
