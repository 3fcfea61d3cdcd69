#pragma once

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "tests/integration/daemon_process.h"

namespace rasid::test {

/// Runs `rasid` on a configuration: with `-c` and its folder behind the arguments.
inline CommandResult run_rasid_with(ConfigFolder const& config, std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"-c", config.path().string()});
  return run_rasid(std::move(arguments));
}

/// The same with `--json`: what it prints. Expects that it succeeds.
inline boost::json::value json_of_rasid(ConfigFolder const& config, std::vector<std::string> arguments) {
  arguments.emplace_back("--json");
  CommandResult const result = run_rasid_with(config, std::move(arguments));
  EXPECT_EQ(result.status, 0) << result.errors;
  return boost::json::parse(result.output);
}

}  // namespace rasid::test
