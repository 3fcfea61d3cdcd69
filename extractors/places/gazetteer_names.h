#pragma once

#include <vector>

#include "extractors/gazetteer/gazetteer.h"
#include "extractors/model/range.h"
#include "extractors/text/document.h"

namespace rasid::places {

/// A name of the gazetteer in a document.
struct NameHit {
  std::uint32_t name = 0;
  ByteRange range;          // without what was peeled
  std::string_view peeled;  // folded prefix taken off the first word; may be empty
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
};

/// Appends every name of the gazetteer that the document holds, nested ones too, ascending by first token. As strict
/// as a list of half a million names asks for: in scripts that have capitals a name begins with one (but for the
/// article: al-Fashir), no punctuation stands between its words, and where one word is the name, its first reading is
/// taken that is one. An Arabic word with an article is no name that lacks it.
void find_gazetteer_names(gazetteer::Gazetteer const& gazetteer, text::Document const& document,
                          std::vector<NameHit>& out);

}  // namespace rasid::places
