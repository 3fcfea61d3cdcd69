#pragma once

#include <string>

#include "daemon/alerts/read_payload.h"

namespace rasid::demo {

/// An alert for a terminal: severity and watch, the title, the sentence with the words that matched in colour (in «»
/// without colours), who, where, source and id.
std::string show_alert(alerts::AlertView const& alert, bool colours);

}  // namespace rasid::demo
