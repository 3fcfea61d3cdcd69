#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "extractors/model/result.h"
#include "extractors/model/time.h"

namespace rasid::sinks {

/// A program to run: no shell, no environment but the one given, no open files but its three.
struct Program {
  std::vector<std::string> arguments;  // the first is the program's absolute path
  std::vector<std::pair<std::string, std::string>> environment;
  std::string folder = "/";  // it starts in
};

/// How a program ended, and the beginning of what it said on both outputs.
struct Ended {
  int status = 0;         // exit status, where it ended by itself
  int signal = 0;         // else the signal that ended it
  bool too_late = false;  // it took longer than allowed, and was killed with all its children
  std::string output;     // at most 4 KiB
};

/// Runs the program, gives it `input`, waits for its end. After `limit`, or when the coroutine is cancelled, its whole
/// process group is killed. An error where it cannot be started.
boost::asio::awaitable<Result<Ended>> run_program(Program program, std::string input, Duration limit);

}  // namespace rasid::sinks
