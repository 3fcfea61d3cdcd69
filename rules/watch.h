#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/severity.h"
#include "rules/condition.h"
#include "rules/expression.h"

namespace rasid::rules {

/// A rule: a condition on articles, and what to do where it holds.
struct Watch {
  WatchId id;
  std::string title;  // its id where the file gives none
  Severity severity = Severity::medium;
  std::vector<SinkId> sinks;
  std::vector<std::string> tags;
  Condition when;
  Expression expression;  // `when`, compiled for the WatchSet that holds the watch
  std::string file;       // where it was written
  unsigned line = 0;
};

}  // namespace rasid::rules
