#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extractors/model/range.h"

namespace rasid::text {

/// Splits text[within] into sentences, appended to `out`, trimmed of white space, ascending; none is empty. A newline
/// always ends one; so do . ! ? ؟ ۔ … । 。 and their kin where white space follows (closing quotes and brackets belong
/// to the sentence), save the stop of an abbreviation, an initial or a number, or before a small letter. A comma, Latin
/// or Arabic, never does. An Arabic stop may lack the space after it.
void split_sentences(std::string_view text, ByteRange within, std::vector<ByteRange>& out);

/// Splits at blank lines, in the same manner.
void split_paragraphs(std::string_view text, ByteRange within, std::vector<ByteRange>& out);

/// The range without the white space at its ends.
ByteRange trimmed(std::string_view text, ByteRange range);

}  // namespace rasid::text
