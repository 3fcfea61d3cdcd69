#include "tests/integration/daemon_process.h"

#include <fstream>
#include <sstream>

#include "tests/support/temp_folder.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

std::uintmax_t size_of(std::filesystem::path const& file) {
  std::error_code absent;
  auto const size = std::filesystem::file_size(file, absent);
  return absent ? 0 : size;
}

Command run_command(ConfigFolder const& config, DaemonProcess::Environment environment) {
  return {.arguments = {RASID_BINARY, "run", "--config", config.path().string()},
          .environment = std::move(environment),
          .input = {},
          .output = config.log_file(),
          .errors = config.log_file()};
}

int count(std::string const& in, std::string_view what) {
  int found = 0;
  for (auto at = in.find(what); at != std::string::npos; at = in.find(what, at + what.size())) ++found;
  return found;
}

}  // namespace

std::string content_of(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  return std::move(content).str();
}

DaemonProcess::DaemonProcess(ConfigFolder const& config, Environment environment)
    : log_file_(config.log_file()),
      log_begin_(size_of(log_file_)),
      child_(run_command(config, std::move(environment))) {}

std::string DaemonProcess::log() const {
  std::string all = content_of(log_file_);
  return all.substr(std::min<std::size_t>(log_begin_, all.size()));
}

bool DaemonProcess::wait_for_log(std::string_view text, int times, std::chrono::milliseconds deadline) const {
  return wait_for([&] { return count(log(), text) >= times; }, deadline);
}

CommandResult run_rasid(std::vector<std::string> arguments, std::string_view input) {
  TempFolder const folder;
  arguments.insert(arguments.begin(), RASID_BINARY);
  ChildProcess child({.arguments = std::move(arguments),
                      .environment = {},
                      .input = folder.write("input", input),
                      .output = folder / "output",
                      .errors = folder / "errors"});
  auto const ended = child.wait(std::chrono::seconds{60});
  return {ended ? ended->status : -1, content_of(folder / "output"), content_of(folder / "errors")};
}

}  // namespace rasid::test
