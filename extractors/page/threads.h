#pragma once

#include "extractors/page/outline.h"

namespace rasid::page {

/// Sets a thread of comments apart: neighbours behind the article that each end in a control to reply, whatever their
/// names and whatever heading they stand under.
void set_thread_apart(Outline& outline);

}  // namespace rasid::page
