#pragma once

#include <vector>

#include "extractors/yaml/yaml.h"
#include "rules/terms.h"
#include "rules/vocabulary.h"
#include "rules/watch.h"
#include "rules/watch_test.h"

namespace rasid::rules {

/// The watches of one rule file, compiled, and their tests.
struct WatchFile {
  std::vector<Watch> watches;
  std::vector<std::vector<WatchTest>> tests;  // one list a watch
};

/// Reads a rule file (config/schema/watches.schema.json) and compiles its conditions. Adds what is wrong to `problems`;
/// where an error is among that, what is returned lacks the watches concerned.
WatchFile read_watch_file(yaml::File const& file, Vocabulary const& vocabulary, Terms& terms, Diagnostics& problems);

}  // namespace rasid::rules
