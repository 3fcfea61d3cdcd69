#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/diagnostic.h"

namespace rasid::entities {

/// A word for an office or a rank: of the concept "prime-minister", "رئيس الوزراء" in Arabic.
struct Title {
  std::string concept_key;
  std::string kind;  // state, gov, mil, …
  std::string language;
  std::string text;

  friend bool operator==(Title const&, Title const&) = default;
};

/// The words in which offices are named: config/roles/titles.tsv.
struct Offices {
  std::vector<Title> titles;

  [[nodiscard]] std::vector<std::string_view> titles_of(std::string_view concept_key, std::string_view language) const;
  [[nodiscard]] bool knows(std::string_view concept_key) const;

  friend bool operator==(Offices const&, Offices const&) = default;
};

/// Reads a table of titles (concept, kind, language, form) or of demonyms (country, language, form), tab-separated
/// under a line that names the columns; lines with `#` are left out. `name` is what messages call the file. Bounded:
/// lines of 4 KiB, 100,000 of them; reading stops after 100 problems.
void read_titles(std::istream& in, std::string const& name, Offices& out, Diagnostics& problems);

}  // namespace rasid::entities
