#pragma once

#include "extractors/model/mention.h"
#include "extractors/text/document.h"

namespace rasid {

/// The name alone of what the tagger took for one: without a possessive ending, a place without what is said of it in
/// small letters ("the West Midlands", "northern town of Toruń", "Danube Delta area"). Empty where nothing is left that
/// could be a name: one letter, a pronoun ("I", "I'm").
ByteRange plain_name(text::Document const& document, ByteRange range, EntityKind kind);

}  // namespace rasid
