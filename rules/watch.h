#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractors/model/id.h"
#include "extractors/model/severity.h"
#include "rules/around.h"
#include "rules/expression.h"

namespace rasid::rules {

/// A rule: a condition on articles, and what to do where it holds.
struct Watch {
  WatchId id;
  std::string title;  // its id where the file gives none
  Severity severity = Severity::medium;
  std::vector<SinkId> sinks;
  std::vector<std::string> tags;
  std::shared_ptr<Around const> around;  // null: the condition alone, an alert for each story
  std::string when;         // the condition as it was written; of a sequence all of its steps, joined by OR
  std::vector<Step> steps;  // compiled; terms by their number in the file's own list
  unsigned line = 0;        // where it begins in its file
  unsigned id_line = 0;     // and its id
  unsigned id_column = 0;
};

}  // namespace rasid::rules
