#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "daemon/configuration/snapshot.h"
#include "rules/watch_test.h"

namespace rasid {

/// What came of one test in a rule file.
struct TestOutcome {
  std::string file;
  unsigned line = 0;
  WatchId watch;
  std::string test;
  std::vector<std::string> differences;  // in words; empty where all is as expected
  std::string tree;                      // the condition held against the article, where it is not
};

/// What tests said, and what was tested.
struct TestReport {
  std::vector<TestOutcome> outcomes;  // in the order of the files
  std::size_t watches = 0;            // of the files that can be read
  std::size_t untested = 0;           // of these
  Diagnostics problems;               // of files that cannot be used

  [[nodiscard]] std::size_t failed() const;
};

/// Runs the tests of all rule files of a configuration, or of `only` one watch where that is not empty: each article is
/// read by the extractors and held against its watch as the daemon would.
TestReport run_watch_tests(configuration::Snapshot const& snapshot, WatchId const& only = {});

}  // namespace rasid
