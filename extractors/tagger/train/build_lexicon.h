#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "extractors/tagger/lexicon.h"

namespace rasid::tagger {

/// Where the lexicon's entries come from.
struct LexiconSources {
  std::vector<std::filesystem::path> names;          // tab separated: latin, native, count
  std::filesystem::path titles;                      // tab separated: concept, kind, language, form
  std::vector<std::filesystem::path> organisations;  // tab separated: kind, then names in each language, | between them
  std::filesystem::path places;                      // GeoNames' table; may be empty
  std::vector<std::filesystem::path> dictionaries;   // hunspell's .dic
};

/// `common` are folded words that stand outside of names so often that their being part of some says nothing.
Lexicon build_lexicon(LexiconSources const& sources, std::set<std::string> const& common);

/// A line's fields.
std::vector<std::string> split(std::string const& line, char by);

}  // namespace rasid::tagger
