#pragma once

#include "extractors/page/outline.h"

namespace rasid::page {

/// Sets rows of teasers apart: several neighbours that each open with a link and say little more.
void set_teasers_apart(Outline& outline);

}  // namespace rasid::page
