#pragma once

#include "extractors/model/diagnostic.h"
#include "rules/watch_set.h"

namespace rasid::configuration {

/// What is wrong with watches beyond their own files: a template that names what an alert has not, an end that has
/// passed, a count of more feeds than there are.
Diagnostics check_watches(rules::WatchSet const& watches, Timestamp now);

}  // namespace rasid::configuration
