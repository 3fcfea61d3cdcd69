#pragma once

#include <istream>
#include <string>
#include <vector>

#include "extractors/entities/catalogue.h"
#include "extractors/model/diagnostic.h"

namespace rasid::entities {

/// Reads a table of demonyms: on each line a country's code, a tab, and `language:word` joined by `|`; lines with `#`
/// are left out. The words stand in their base form; forms_of_demonym makes the others. `name` is what messages call
/// the file. Bounded: lines of 64 KiB, 20,000 words; reading stops after 100 problems.
std::vector<Demonym> read_demonyms(std::istream& in, std::string const& name, Diagnostics& problems);

/// The forms in which texts hold a demonym, itself first: "Iraqis", عراقية, عراقيين, иракского, עיראקים. By the
/// endings of its language alone.
std::vector<std::string> forms_of_demonym(Demonym const& demonym);

}  // namespace rasid::entities
