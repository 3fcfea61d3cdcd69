#pragma once

#include <string_view>

#include "extractors/model/fingerprint.h"

namespace rasid::identity {

/// The fingerprint of a title and a text, both UTF-8. The same at every start and in every build, since it is stored.
/// Linear in the text; the sketch is at most 64 numbers. Safe on many threads at once.
Fingerprint fingerprint_of(std::string_view title, std::string_view body);

/// How much of the words of two texts is common: 0 (nothing) to 1 (the same words), estimated from the sketches.
double overlap(Fingerprint const& a, Fingerprint const& b);

/// How much of the shorter text's words the longer one has; for a text and its own beginning near 1.
double containment(Fingerprint const& a, Fingerprint const& b);

}  // namespace rasid::identity
