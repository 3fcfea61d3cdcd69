#pragma once

#include "extractors/tagger/tagger.h"

namespace rasid::tagger {

/// Carries what is sure at one place of a document to the others. Who is named in full is often named by surname later;
/// a word that is surely a name at one place is seldom something else at the next. Changes labels of single words only.
void name_again(text::Document const& document, Labelling& labelling);

}  // namespace rasid::tagger
