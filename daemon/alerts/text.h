#pragma once

#include <string>

#include "daemon/alerts/cut_text.h"
#include "daemon/alerts/dialect.h"
#include "daemon/alerts/read_payload.h"

namespace rasid::alerts {

/// How a receiver wants its texts.
struct TextSettings {
  std::string time_zone = "UTC";  // the reader's, from the IANA database
  std::size_t most = 16'000;      // of the whole text, markup included …
  Unit unit = Unit::code_points;  // … counted so
};

/// What a person can act on: severity, watch and title; the sentence that proves it with the matched words marked; who
/// and where, with maps; who says so and since when, and how many feeds carry it; where to read on; which watch, story,
/// alert and revision. In the given form, with text of mixed directions isolated. Never longer than settings.most: what
/// is least needed goes first, then the sentence is cut; markup is never cut through.
std::string alert_text(AlertView const& alert, Form form, TextSettings const& settings);

/// One line: "[HIGH] Qaani in Baghdad: the article's title", at most settings.most units.
std::string alert_title(AlertView const& alert, Form form, TextSettings const& settings);

/// A whole HTML document for a mail: as alert_text() tells it, with tables, colours and directions.
std::string alert_page(AlertView const& alert, TextSettings const& settings);

}  // namespace rasid::alerts
