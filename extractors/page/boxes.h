#pragma once

#include "extractors/page/outline.h"

namespace rasid::page {

/// Sets boxes apart that stand among an article's paragraphs: a table of one line (a picture's caption), a heading
/// with a line or two that end in a link of its own (a call to subscribe or to buy), and a label above nothing but
/// links.
void set_boxes_apart(Outline& outline);

}  // namespace rasid::page
