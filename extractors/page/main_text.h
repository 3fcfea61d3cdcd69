#pragma once

#include <string>

#include "extractors/page/evidence.h"
#include "extractors/page/outline.h"

namespace rasid::page {

/// The article's paragraphs, one blank line between them; empty where the page holds no running text.
std::string main_text(Outline const& outline, Evidence const& evidence);

}  // namespace rasid::page
