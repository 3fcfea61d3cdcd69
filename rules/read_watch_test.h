#pragma once

#include "extractors/yaml/yaml.h"
#include "rules/vocabulary.h"
#include "rules/watch_test.h"

namespace rasid::rules {

/// Reads one item of a watch's `tests`; what is wrong is added to `problems`.
WatchTest read_watch_test(yaml::File const& file, yaml::Value const& item, Vocabulary const& vocabulary,
                          Diagnostics& problems);

}  // namespace rasid::rules
