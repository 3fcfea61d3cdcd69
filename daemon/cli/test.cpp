#include <unistd.h>

#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "daemon/cli/commands.h"
#include "daemon/cli/input.h"
#include "daemon/watch_tests.h"

namespace rasid::cli {

namespace json = boost::json;

namespace {

void print_json(TestReport const& report) {
  json::array tests;
  for (TestOutcome const& each : report.outcomes) {
    tests.push_back(json::object{{"watch", each.watch.value},
                                 {"test", each.test},
                                 {"file", each.file},
                                 {"line", each.line},
                                 {"pass", each.differences.empty()},
                                 {"differences", json::array(each.differences.begin(), each.differences.end())}});
  }
  std::cout << json::serialize(json::object{{"ok", report.failed() == 0 && !has_errors(report.problems)},
                                            {"tests", std::move(tests)},
                                            {"failed", report.failed()},
                                            {"watches", report.watches},
                                            {"untested", report.untested}})
            << '\n';
}

void print(TestReport const& report, bool colours) {
  auto const paint = [&](std::string_view text, int colour) {
    return colours ? fmt::format("\x1b[{}m{}\x1b[0m", colour, text) : std::string(text);
  };
  for (TestOutcome const& each : report.outcomes) {
    bool const pass = each.differences.empty();
    fmt::print("{} {}: {}\n", pass ? paint("✓", 32) : paint("✗", 31), each.watch.value, each.test);
    if (pass) continue;
    fmt::print("  {}:{}\n", each.file, each.line);
    for (std::string const& difference : each.differences) fmt::print("  {}\n", difference);
    for (auto const line : std::views::split(std::string_view(each.tree), '\n')) {
      if (!line.empty()) fmt::print("    {}\n", std::string_view(line.begin(), line.end()));
    }
  }
  std::string const untested = report.untested == 0 ? "" : fmt::format("; {} watches have no test", report.untested);
  if (report.failed() == 0) {
    fmt::print("{} tests of {} watches: all as expected{}\n", report.outcomes.size(), report.watches, untested);
  } else {
    fmt::print("{} of {} tests differ{}\n", report.failed(), report.outcomes.size(), untested);
  }
}

}  // namespace

int test(TestOptions const& options) {
  auto const snapshot = load_or_say_why_not(options.config);
  if (!snapshot) return wrong_input;
  if (!options.watch.empty() && snapshot->watches.find(WatchId{options.watch}) == nullptr) {
    fmt::print(stderr, "error: no watch \"{}\"\n", options.watch);
    return wrong_input;
  }
  TestReport const report = run_watch_tests(*snapshot, WatchId{options.watch});
  if (options.json) {
    print_json(report);
  } else {
    print(report, ::isatty(STDOUT_FILENO) != 0);
  }
  if (has_errors(report.problems)) return wrong_input;
  return report.failed() == 0 ? done : failed;
}

}  // namespace rasid::cli
